package io.blueshift.store.catalog;

import io.blueshift.store.deletes.DeleteVector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A change of rows prepared from a version that may no longer be current: some of its segments are replaced, by
 * themselves with other deletes or by nothing, and new ones come. It fits any later version in which those segments are
 * as they were; otherwise applying it is a {@link CommitConflictException}. For {@link LocalTable#commit}.
 *
 * @param table its name, for messages
 * @param operation see {@link Commit}
 * @param base the version it was prepared from
 * @param replaced by segment id
 * @param addedRows for the {@link Commit}: none where rows only moved
 * @param deletedRows likewise
 */
public record SegmentChange(String table, String operation, TableVersion base,
        Map<UUID, Optional<SegmentEntry>> replaced, List<SegmentEntry> added, long addedRows, long deletedRows)
        implements
            UnaryOperator<TableVersion> {

    public SegmentChange {
        replaced = Map.copyOf(replaced);
        added = List.copyOf(added);
    }

    /** The same rows in other segments. */
    public static SegmentChange compaction(String table, TableVersion base, List<SegmentEntry> inputs,
            List<SegmentEntry> outputs) {
        Map<UUID, Optional<SegmentEntry>> replaced = new HashMap<>();
        inputs.forEach(segment -> replaced.put(segment.id(), Optional.empty()));
        return new SegmentChange(table, "compact", base, replaced, outputs, 0, 0);
    }

    /** Every row of the base version goes; rows that were added since stay. */
    public static SegmentChange deleteAll(String table, TableVersion base) {
        Map<UUID, Optional<SegmentEntry>> replaced = new HashMap<>();
        base.segments().forEach(segment -> replaced.put(segment.id(), Optional.empty()));
        return new SegmentChange(table, "delete", base, replaced, List.of(), 0, base.rows());
    }

    @Override
    public TableVersion apply(TableVersion current) {
        if (current.version() != base.version()) {
            requireUntouched(current);
        }
        List<SegmentEntry> segments = new ArrayList<>();
        for (SegmentEntry segment : current.segments()) {
            Optional<SegmentEntry> replacement = replaced.get(segment.id());
            if (replacement == null) {
                segments.add(segment);
            } else {
                replacement.ifPresent(changed -> segments.addAll(adapt(List.of(changed), current)));
            }
        }
        segments.addAll(adapt(added, current));
        return current.withSegments(operation, segments, addedRows, deletedRows);
    }

    private List<SegmentEntry> adapt(List<SegmentEntry> prepared, TableVersion current) {
        return ColumnTypes.adapt(prepared, base.columns(), current.columns());
    }

    private void requireUntouched(TableVersion current) {
        Map<UUID, Optional<DeleteVector>> now = new HashMap<>();
        current.segments().forEach(segment -> now.put(segment.id(), segment.deletes()));
        for (SegmentEntry segment : base.segments()) {
            if (replaced.containsKey(segment.id()) && !segment.deletes().equals(now.get(segment.id()))) {
                throw new CommitConflictException(
                        ("Table %s: this %s read version %d, and by version %d others had "
                                + "changed or moved rows of the same segments; retry the statement")
                                .formatted(table, operation, base.version(), current.version()));
            }
        }
    }
}

package io.blueshift.store.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * One committed, immutable version of a table.
 *
 * @param operation what made it
 * @param nextColumnId id of the next column to be added
 */
public record TableVersion(UUID tableId, long version, String operation, Optional<String> comment,
        Map<String, String> properties, int nextColumnId, List<ColumnDefinition> columns,
        List<SegmentEntry> segments) {

    public TableVersion {
        properties = Map.copyOf(properties);
        columns = List.copyOf(columns);
        segments = List.copyOf(segments);
    }

    public long rows() {
        return segments.stream().mapToLong(SegmentEntry::rows).sum();
    }

    public Optional<ColumnDefinition> column(int id) {
        return columns.stream().filter(column -> column.id() == id).findFirst();
    }

    /** The next version with other segments. */
    public TableVersion withSegments(String newOperation, List<SegmentEntry> newSegments) {
        return new TableVersion(
                tableId,
                version + 1,
                newOperation,
                comment,
                properties,
                nextColumnId,
                columns,
                newSegments);
    }

    /** The next version with more segments. */
    public TableVersion append(List<SegmentEntry> added) {
        List<SegmentEntry> all = new ArrayList<>(segments);
        all.addAll(added);
        return withSegments("insert", all);
    }

    /** The next version with another comment. */
    public TableVersion withComment(Optional<String> newComment) {
        return new TableVersion(
                tableId,
                version + 1,
                "alter",
                newComment,
                properties,
                nextColumnId,
                columns,
                segments);
    }

    /** The next version with other columns, among which may be one with the id {@link #nextColumnId}. */
    public TableVersion withColumns(List<ColumnDefinition> newColumns) {
        int highest = newColumns.stream().mapToInt(ColumnDefinition::id).max().orElse(0);
        return new TableVersion(
                tableId,
                version + 1,
                "alter",
                comment,
                properties,
                Math.max(nextColumnId, highest + 1),
                newColumns,
                segments);
    }

    /** The next version with one column changed. */
    public TableVersion changeColumn(int id, UnaryOperator<ColumnDefinition> change) {
        return withColumns(
                columns.stream().map(column -> column.id() == id ? change.apply(column) : column).toList());
    }
}

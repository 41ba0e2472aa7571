package io.blueshift.store.catalog;

import io.blueshift.store.deletes.DeleteVector;
import io.trino.spi.type.Type;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * One committed, immutable version of a table.
 *
 * @param nextColumnId id of the next column to be added
 */
public record TableVersion(UUID tableId, long version, Commit commit, Optional<String> comment,
        Map<String, String> properties, int nextColumnId, List<ColumnDefinition> columns,
        List<SegmentEntry> segments) {

    /** The operation that writes the same rows again. */
    public static final String COMPACT = "compact";

    public TableVersion {
        properties = Map.copyOf(properties);
        columns = List.copyOf(columns);
        segments = List.copyOf(segments);
    }

    /** The first version of a table. */
    public static TableVersion first(UUID tableId, Optional<String> comment, Map<String, String> properties,
            List<ColumnDefinition> columns) {
        int highest = columns.stream().mapToInt(ColumnDefinition::id).max().orElse(0);
        Commit commit = new Commit("create", Instant.EPOCH, 0, 0);
        return new TableVersion(tableId, 1, commit, comment, properties, highest + 1, columns, List.of());
    }

    /** The first version with its first rows. */
    public TableVersion withFirstRows(List<SegmentEntry> rows) {
        return new TableVersion(
                tableId,
                version,
                new Commit(commit.operation(), commit.time(), liveRows(rows), 0),
                comment,
                properties,
                nextColumnId,
                columns,
                rows);
    }

    /** Rows that are not deleted. */
    public long rows() {
        return liveRows(segments);
    }

    private static long liveRows(List<SegmentEntry> segments) {
        return segments.stream().mapToLong(SegmentEntry::liveRows).sum();
    }

    public Optional<ColumnDefinition> column(int id) {
        return columns.stream().filter(column -> column.id() == id).findFirst();
    }

    /** Ids of the columns by which rows are sorted within a segment, the most significant first. */
    public List<Integer> sortKey() {
        return SortKey.columnIds(properties);
    }

    /** Of all files that this version needs. */
    public long bytes() {
        return segments.stream().mapToLong(SegmentEntry::storedBytes).sum();
    }

    /** Names of all files in the data directory that this version needs. */
    public Set<String> files() {
        Set<String> files = new HashSet<>();
        for (SegmentEntry segment : segments) {
            files.add(segment.file());
            segment.deletes().ifPresent(deletes -> files.add(deletes.file()));
        }
        return files;
    }

    private TableVersion next(Commit newCommit, List<SegmentEntry> newSegments) {
        return new TableVersion(
                tableId,
                version + 1,
                newCommit,
                comment,
                properties,
                nextColumnId,
                columns,
                newSegments);
    }

    /** The next version with other segments; those that stay as they are count as unchanged rows. */
    public TableVersion withSegments(String operation, List<SegmentEntry> newSegments) {
        return withSegments(
                operation,
                newSegments,
                rowsOnlyIn(newSegments, segments),
                rowsOnlyIn(segments, newSegments));
    }

    private static long rowsOnlyIn(List<SegmentEntry> some, List<SegmentEntry> others) {
        Map<String, Optional<DeleteVector>> known = new HashMap<>();
        others.forEach(segment -> known.put(segment.file(), segment.deletes()));
        return some.stream().filter(segment -> !segment.deletes().equals(known.get(segment.file())))
                .mapToLong(SegmentEntry::liveRows).sum();
    }

    /** The next version with other segments, and with numbers that only the caller knows. */
    TableVersion withSegments(String operation, List<SegmentEntry> newSegments, long addedRows, long deletedRows) {
        return next(new Commit(operation, commit.time(), addedRows, deletedRows), newSegments);
    }

    /** The next version with more segments. */
    public TableVersion append(List<SegmentEntry> added) {
        return append(added, columns);
    }

    /** The same for segments that were written when the table's columns were these. */
    public TableVersion append(List<SegmentEntry> added, List<ColumnDefinition> writtenAs) {
        List<SegmentEntry> all = new ArrayList<>(segments);
        all.addAll(ColumnTypes.adapt(added, writtenAs, columns));
        return withSegments("insert", all, liveRows(added), 0);
    }

    /** The next version with another comment. */
    public TableVersion withComment(Optional<String> newComment) {
        return altered(newComment, properties, columns, segments);
    }

    /** The next version with other properties. */
    public TableVersion withProperties(Map<String, String> newProperties) {
        return altered(comment, newProperties, columns, segments);
    }

    /** The next version with other columns, among which may be one with the id {@link #nextColumnId}. */
    public TableVersion withColumns(List<ColumnDefinition> newColumns) {
        return altered(comment, properties, newColumns, segments);
    }

    /** The next version with a wider type for a column. */
    public TableVersion widenColumn(int id, Type type) {
        List<ColumnDefinition> widened = columns.stream()
                .map(column -> column.id() == id ? column.withType(type) : column).toList();
        return altered(comment, properties, widened, ColumnTypes.adapt(segments, columns, widened));
    }

    /** The next version with one column more; rows that are there have its initial value. */
    public TableVersion addColumn(int index, ColumnDefinition column, Map<String, String> newProperties) {
        List<ColumnDefinition> more = new ArrayList<>(columns);
        more.add(index, column);
        return altered(comment, newProperties, more, ColumnTypes.adapt(segments, columns, more));
    }

    private TableVersion altered(Optional<String> newComment, Map<String, String> newProperties,
            List<ColumnDefinition> newColumns, List<SegmentEntry> newSegments) {
        int highest = newColumns.stream().mapToInt(ColumnDefinition::id).max().orElse(0);
        return new TableVersion(
                tableId,
                version + 1,
                new Commit("alter", commit.time(), 0, 0),
                newComment,
                newProperties,
                Math.max(nextColumnId, highest + 1),
                newColumns,
                newSegments);
    }

    /** The next version with one column changed. */
    public TableVersion changeColumn(int id, UnaryOperator<ColumnDefinition> change) {
        return withColumns(
                columns.stream().map(column -> column.id() == id ? change.apply(column) : column).toList());
    }

    /** The next version with the content of an older one. */
    public TableVersion rollBackTo(TableVersion older) {
        return new TableVersion(
                tableId,
                version + 1,
                rollbackCommit(older),
                older.comment,
                older.properties,
                nextColumnId,
                older.columns,
                older.segments);
    }

    private Commit rollbackCommit(TableVersion older) {
        Commit made = withSegments("rollback", older.segments()).commit();
        return new Commit(
                made.operation(),
                made.time(),
                made.addedRows(),
                made.deletedRows(),
                older.commit.contentVersion());
    }

    /** The next version of a materialised view's storage: other rows, and where they came from. */
    public TableVersion refreshed(List<SegmentEntry> rows, Map<String, String> newProperties) {
        TableVersion next = withSegments("refresh", rows);
        return new TableVersion(
                tableId,
                next.version,
                next.commit,
                comment,
                newProperties,
                nextColumnId,
                columns,
                rows);
    }

    /** The same at the time of its commit: now, but never before the version it follows. */
    TableVersion committed(Instant now, Optional<TableVersion> previous) {
        Instant time = now.isBefore(commit.time()) ? commit.time() : now;
        long content = commit.contentVersion() > 0
                ? commit.contentVersion()
                : previous.filter(this::hasContentOf).map(known -> known.commit.contentVersion()).orElse(version);
        return new TableVersion(
                tableId,
                version,
                new Commit(commit.operation(), time, commit.addedRows(), commit.deletedRows(), content),
                comment,
                properties,
                nextColumnId,
                columns,
                segments);
    }

    private boolean hasContentOf(TableVersion previous) {
        return shape().equals(previous.shape())
                && (commit.operation().equals(COMPACT) || rowFiles().equals(previous.rowFiles()));
    }

    private List<String> shape() {
        return columns.stream().map(column -> column.id() + " " + column.type().getTypeId() + " " + column.name())
                .toList();
    }

    private Set<String> rowFiles() {
        Set<String> files = new HashSet<>();
        segments.forEach(
                segment -> files.add(segment.file() + " " + segment.deletes().map(DeleteVector::file).orElse("")));
        return files;
    }
}

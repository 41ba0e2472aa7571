package io.blueshift.connector.jdbc;

import io.blueshift.connector.jdbc.SourceTransactions.Statements;
import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.IntegerType;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.joining;

/**
 * DELETE, UPDATE and MERGE row by row. Any number of writers note in a staging table what is to happen to which row; at
 * the end one transaction does it. It has to find every row again by its key, and in the version that was read where
 * the source has versions: if not, somebody has changed the table meanwhile, and nothing happens. One per engine
 * transaction, one thread at a time.
 */
class StagedMerge {
    /** The staging table's alias, as which no table is named. */
    private static final String STAGED = "blueshift_staged";

    private static final String CHANGE = "change";
    private static final Comparability WRITTEN = new Comparability.Incomparable("only written");

    private final JdbcSource source;
    private final TableReader reader;
    private final TableWriter writer;
    private final SourceTransactions transactions;
    private final SqlRenderer renderer;

    StagedMerge(JdbcSource source, TableReader reader, TableWriter writer, SourceTransactions transactions) {
        this.source = source;
        this.reader = reader;
        this.writer = writer;
        this.transactions = transactions;
        this.renderer = new SqlRenderer(source.dialect());
    }

    /** By the shortest key whose columns are never NULL. */
    JdbcRowIdHandle rowId(RemoteTable table) {
        List<RemoteColumn> certain = reader.columns(table).stream().filter(column -> !column.nullable())
                .map(SourceColumn::column).toList();
        return reader.uniqueKeys(table).stream()
                .map(key -> Map.entry(key, certain.stream().filter(column -> key.contains(column.name())).toList()))
                .filter(key -> key.getKey().size() == key.getValue().size())
                .map(Map.Entry::getValue)
                .min(Comparator.<List<RemoteColumn>>comparingInt(List::size).thenComparing(List::toString))
                .map(key -> new JdbcRowIdHandle(key, source.rowVersion()))
                .orElseGet(() -> new JdbcRowIdHandle(List.of(), Optional.empty()));
    }

    /** @param updates the columns that each case sets */
    JdbcMergeHandle begin(JdbcTableHandle table, Map<Integer, Collection<ColumnHandle>> updates) {
        JdbcRowIdHandle rowId = rowId(table.table());
        if (rowId.keys().isEmpty()) {
            throw withoutKey(table);
        }
        List<SourceColumn> known = reader.columns(table.table());
        List<RemoteColumn> columns = known.stream().map(SourceColumn::column).toList();
        List<Integer> inserted = IntStream.range(0, known.size()).filter(i -> !known.get(i).computed()).boxed()
                .toList();
        List<Staged> staged = staged(rowId, columns);
        RemoteTable temporary = writer.stage(table.table(), staged.stream().map(Staged::definition).toList());
        return new JdbcMergeHandle(table, rowId, columns, indexes(updates, columns), inserted,
                JdbcWriteHandle.insert(table.table(), temporary, staged.stream().map(Staged::column).toList()));
    }

    private static TrinoException withoutKey(JdbcTableHandle table) {
        String reasons = table.kept().all().stream().map(reason -> "; " + reason).collect(joining());
        return new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                ("Table %s has no primary key, nor another key without NULLs, by which to change single rows: only a"
                        + " DELETE or UPDATE that the source carries out whole is possible%s").formatted(table.name(),
                                reasons));
    }

    /**
     * A column of the staging table.
     *
     * @param definition a term over the target's columns that has its type
     */
    private record Staged(RemoteColumn column, String definition) {}

    private List<Staged> staged(JdbcRowIdHandle rowId, List<RemoteColumn> columns) {
        List<Staged> staged = new ArrayList<>();
        staged.add(new Staged(new RemoteColumn(CHANGE, IntegerType.INTEGER, "integer", Optional.empty(), WRITTEN),
                "0 AS " + quote(CHANGE)));
        rowId.keys().forEach(key -> staged.add(staged(key, keyName(staged.size() - 1))));
        rowId.version().ifPresent(version -> {
            String name = keyName(staged.size() - 1);
            staged.add(new Staged(new RemoteColumn(name, version.type(), version.comparedAs(), Optional.empty(),
                    WRITTEN), renderer.read(version, quote(version.name())) + " AS " + quote(name)));
        });
        for (int i = 0; i < columns.size(); i++) {
            staged.add(staged(columns.get(i), valueName(i)));
        }
        return staged;
    }

    private Staged staged(RemoteColumn column, String name) {
        return new Staged(new RemoteColumn(name, column.type(), column.remoteType(), Optional.empty(), WRITTEN),
                source.ddl().staged(column, quote(column.name())) + " AS " + quote(name));
    }

    private static String keyName(int index) {
        return "key" + index;
    }

    private static String valueName(int index) {
        return "value" + index;
    }

    private static Map<Integer, List<Integer>> indexes(Map<Integer, Collection<ColumnHandle>> updates,
            List<RemoteColumn> columns) {
        Map<Integer, List<Integer>> indexes = new HashMap<>();
        updates.forEach((number, set) -> indexes.put(number,
                set.stream().map(column -> columns.indexOf(JdbcMetadata.remote(column))).toList()));
        return indexes;
    }

    /**
     * @param written how many changes were staged
     * @throws TrinoException if one of them is not there, or a row is not as it was read; then nothing has changed
     */
    void finish(JdbcMergeHandle merge, long written) {
        RemoteTable staging = merge.staged().staging();
        boolean transactional = source.ddl().transactional();
        transactions.run(statements -> {
            change(merge, statements, written);
            return transactional ? statements.update(source.ddl().dropTable(renderer.table(staging))) : 0;
        });
        if (transactional) {
            writer.unstaged(staging);
        } else {
            // The changes are in: a staging table that does not go away must not make the statement fail
            writer.rollback();
        }
    }

    private void change(JdbcMergeHandle merge, Statements statements, long written) throws SQLException {
        Map<Integer, Long> changes = changes(statements, merge.staged().staging());
        StagedRows.require(written, changes.values().stream().mapToLong(Long::longValue).sum(),
                merge.staged().toString());
        for (Map.Entry<Integer, Long> change : changes.entrySet()) {
            if (change.getKey() != RowChange.INSERT) {
                requireAll(merge, change.getValue(), statements.update(statement(merge, change.getKey())));
            }
        }
        // Last, when keys have become free
        if (changes.containsKey(RowChange.INSERT)) {
            statements.update(insert(merge));
        }
    }

    /** How many rows each kind of change is for; deletions first. */
    private Map<Integer, Long> changes(Statements statements, RemoteTable staging) throws SQLException {
        String sql = "SELECT %1$s, count(*) FROM %2$s GROUP BY %1$s ORDER BY %1$s".formatted(quote(CHANGE),
                renderer.table(staging));
        Map<Integer, Long> changes = new LinkedHashMap<>();
        try (PreparedStatement statement = statements.prepare(sql, sql); ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                changes.put(rows.getInt(1), rows.getLong(2));
            }
        }
        return changes;
    }

    private static void requireAll(JdbcMergeHandle merge, long noted, long changed) {
        if (changed != noted) {
            throw new TrinoException(StandardErrorCode.TRANSACTION_CONFLICT,
                    "Of %s rows of table %s to be changed %s are still as they were read; nothing was changed"
                            .formatted(noted, merge.tableHandle().name(), changed));
        }
    }

    private String statement(JdbcMergeHandle merge, int change) {
        String target = renderer.table(merge.staged().target());
        String staging = renderer.table(merge.staged().staging());
        String condition = STAGED + "." + quote(CHANGE) + " = " + change + " AND " + sameRow(target, merge.rowId());
        return change == RowChange.DELETE
                ? source.ddl().deleteJoined(target, staging, STAGED, condition)
                : source.ddl().updateJoined(target, staging, STAGED,
                        merge.updates().get(change).stream()
                                .map(column -> Map.entry(quote(merge.columns().get(column).name()),
                                        STAGED + "." + quote(valueName(column))))
                                .toList(),
                        condition);
    }

    private String sameRow(String target, JdbcRowIdHandle rowId) {
        List<RemoteColumn> columns = rowId.columns();
        return IntStream.range(0, columns.size()).mapToObj(i -> {
            String stored = target + "." + quote(columns.get(i).name());
            // A key is compared as it is stored, so that its index serves
            String compared = i < rowId.keys().size() ? stored : renderer.read(columns.get(i), stored);
            return compared + " = " + STAGED + "." + quote(keyName(i));
        }).collect(joining(" AND "));
    }

    private String insert(JdbcMergeHandle merge) {
        return "INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s = %s".formatted(
                renderer.table(merge.staged().target()),
                merge.inserted().stream().map(i -> quote(merge.columns().get(i).name())).collect(joining(", ")),
                merge.inserted().stream().map(i -> quote(valueName(i))).collect(joining(", ")),
                renderer.table(merge.staged().staging()), quote(CHANGE), RowChange.INSERT);
    }

    private String quote(String identifier) {
        return source.dialect().quote(identifier);
    }
}

package io.blueshift.connector.postgresql.copy;

import io.airlift.slice.Slices;
import io.blueshift.connector.jdbc.ConnectionPool;
import io.blueshift.connector.jdbc.JdbcSplit;
import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteExpression;
import io.blueshift.pushdown.RemotePredicate;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.type.VarcharType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts a table into ranges of its blocks, by {@code ctid}, the place of a row: the first part begins with the first
 * block, the last has no end, so that rows which come after the table was measured belong to it. The server reads such a
 * range without looking at the other blocks since version 14. Partitions and children are cut at the same block
 * numbers, each.
 *
 * <p>
 * Not cut are views and foreign tables, tables of other access methods than heap, and scans that an index answers: each
 * part would read the index again.
 */
public final class TableParts {
    /** A connection and its turn at the snapshot cost as much time as reading a few of these. */
    private static final long PART_BYTES_MIN = 16L << 20;

    /** A node of a plan as JSON; within a string, as of a condition, quotes are escaped. */
    private static final Pattern INDEX_SCAN = Pattern.compile("\"Node Type\": \"(?:Bitmap )?Index ");

    private static final RemoteColumn PLACE = new RemoteColumn("ctid", VarcharType.VARCHAR, "tid", Optional.empty(),
            new Comparability.Incomparable("a place is no value"));

    /** Blocks of the largest leaf, bytes of all; no row if one of the leaves cannot be cut, or the server is too old. */
    private static final String SIZE = """
            WITH RECURSIVE tree AS (
                SELECT c.oid, c.relkind, c.relam FROM pg_catalog.pg_class c
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ?
                UNION ALL
                SELECT c.oid, c.relkind, c.relam FROM tree
                    JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.oid
                    JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid)
            SELECT max(pg_catalog.pg_relation_size(tree.oid)) AS largest, sum(pg_catalog.pg_relation_size(tree.oid)) AS bytes,
                pg_catalog.current_setting('block_size')::bigint AS block
            FROM tree LEFT JOIN pg_catalog.pg_am m ON m.oid = tree.relam
            HAVING bool_and(tree.relkind = 'p' OR tree.relkind IN ('r', 'm') AND m.amname = 'heap')
                AND pg_catalog.current_setting('server_version_num')::integer >= 140000
            """;

    private final SqlRenderer renderer;
    private final Snapshots snapshots;
    /** Parts of a table at most. */
    private final int partsMax;

    public TableParts(SqlRenderer renderer, Snapshots snapshots, int partsMax) {
        this.renderer = renderer;
        this.snapshots = snapshots;
        this.partsMax = partsMax;
    }

    /** Never more than half of the connections that are free, so that a join can read its other side, too. */
    public List<JdbcSplit> cut(String statement, RemoteQuery query, RemoteTable table, ConnectionPool pool) {
        List<Long> bounds = pool.with(connection -> bounds(connection, query, table, pool.free()));
        if (bounds.isEmpty()) {
            return snapshots.whole(statement, pool);
        }
        Optional<String> snapshot = snapshots.join(statement, pool, bounds.size() + 1);
        return snapshot.isEmpty() ? snapshots.whole(statement, pool) : splits(bounds, snapshot);
    }

    /** The blocks at which parts other than the first begin. */
    private List<Long> bounds(Connection connection, RemoteQuery query, RemoteTable table, int free)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SIZE)) {
            statement.setString(1, table.schema().orElseThrow());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return List.of();
                }
                long parts = Math.min(Math.min(partsMax, (free + 1) / 2), rows.getLong("bytes") / PART_BYTES_MIN);
                return parts < 2 || !readsAll(connection, query)
                        ? List.of()
                        : bounds(rows.getLong("largest") / rows.getLong("block"), parts);
            }
        }
    }

    private static List<Long> bounds(long blocks, long parts) {
        List<Long> bounds = new ArrayList<>();
        for (long i = 1; i < parts; i++) {
            bounds.add(blocks * i / parts);
        }
        return bounds.stream().distinct().filter(block -> block > 0).toList();
    }

    /** Whether the server would go through all of the table. */
    private boolean readsAll(Connection connection, RemoteQuery query) throws SQLException {
        if (query.filter().equals(RemotePredicate.TRUE)) {
            return true;
        }
        String sql = "EXPLAIN (COSTS off, FORMAT json) " + renderer.withoutParameters(query);
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return !INDEX_SCAN.matcher(rows.getString(1)).find();
        }
    }

    private static List<JdbcSplit> splits(List<Long> bounds, Optional<String> snapshot) {
        List<JdbcSplit> splits = new ArrayList<>();
        for (int i = 0; i <= bounds.size(); i++) {
            List<RemotePredicate> terms = new ArrayList<>();
            if (i > 0) {
                terms.add(place(Operator.GREATER_OR_EQUAL, bounds.get(i - 1)));
            }
            if (i < bounds.size()) {
                terms.add(place(Operator.LESS, bounds.get(i)));
            }
            splits.add(new JdbcSplit(RemotePredicate.and(terms), snapshot));
        }
        return splits;
    }

    private static RemotePredicate place(Operator operator, long block) {
        return new RemotePredicate.Comparison(new RemoteExpression.ColumnReference(PLACE), operator,
                RemoteExpression.Literal.of(VarcharType.VARCHAR, Slices.utf8Slice("(" + block + ",0)"),
                        "tid"));
    }
}

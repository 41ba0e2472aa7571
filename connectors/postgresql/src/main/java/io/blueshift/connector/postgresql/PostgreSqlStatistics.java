package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.SourceStatistics;
import io.blueshift.connector.jdbc.SourceStatistics.Column;
import io.blueshift.pushdown.RemoteTable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What ANALYZE has left in the catalog. Autovacuum looks at partitions and never at the table that they make up: if
 * nobody has analysed that one, its figures are put together from those of its partitions.
 */
final class PostgreSqlStatistics {
    // Never analysed: 0 before PostgreSQL 14, -1 since; then nothing is known
    private static final String ANALYSED = "(c.reltuples > 0 OR (c.reltuples = 0 AND c.relpages > 0))";

    private static final String ROWS = """
            SELECT c.reltuples FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname = ? AND c.relname = ? AND\s""" + ANALYSED;

    /** Of a table with children the figures that include them come last and win. */
    private static final String COLUMNS = """
            SELECT attname, null_frac, n_distinct, avg_width FROM pg_catalog.pg_stats
            WHERE schemaname = ? AND tablename = ? ORDER BY inherited
            """;

    /** The partitions that hold rows, all levels down. */
    private static final String LEAVES = """
            WITH RECURSIVE tree AS (
                SELECT c.oid, c.relkind FROM pg_catalog.pg_class c
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'p' AND n.nspname = ? AND c.relname = ?
                UNION ALL
                SELECT c.oid, c.relkind FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.oid
                    JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid),
            leaves AS (
                SELECT n.nspname, c.relname, c.reltuples,\s""" + ANALYSED + """
             AS analysed FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r')
            """;

    /** Partitions that nobody has looked at are taken for empty, as new ones are; if all are, nothing is known. */
    private static final String LEAF_ROWS = LEAVES
            + "SELECT sum(reltuples) FROM leaves WHERE analysed HAVING count(*) > 0";

    /**
     * Different values: where ANALYZE gives a fraction of the rows, they grow with them, and so they add up; where it
     * gives a number, they are held for the same in all partitions.
     */
    private static final String LEAF_COLUMNS = LEAVES + """
            SELECT s.attname, sum(s.null_frac * l.reltuples) / sum(l.reltuples) AS null_frac,
                greatest(max(s.n_distinct), sum(CASE WHEN s.n_distinct < 0 THEN -s.n_distinct * l.reltuples END)),
                sum(s.avg_width * l.reltuples) / sum(l.reltuples)
            FROM leaves l JOIN pg_catalog.pg_stats s ON s.schemaname = l.nspname AND s.tablename = l.relname
            WHERE l.analysed AND l.reltuples > 0 AND NOT s.inherited GROUP BY s.attname
            """;

    private final Connection connection;

    PostgreSqlStatistics(Connection connection) {
        this.connection = connection;
    }

    SourceStatistics of(RemoteTable table) throws SQLException {
        Optional<Double> rows = rows(ROWS, table);
        if (rows.isPresent()) {
            return new SourceStatistics(OptionalDouble.of(rows.get()), columns(COLUMNS, table, rows.get()));
        }
        Optional<Double> leafRows = rows(LEAF_ROWS, table);
        return leafRows.isPresent()
                ? new SourceStatistics(OptionalDouble.of(leafRows.get()),
                        columns(LEAF_COLUMNS, table, leafRows.get()))
                : SourceStatistics.unknown();
    }

    private Optional<Double> rows(String sql, RemoteTable table) throws SQLException {
        return query(sql, table, row -> row.getDouble(1)).stream().findFirst();
    }

    private Map<String, Column> columns(String sql, RemoteTable table, double rows) throws SQLException {
        Map<String, Column> columns = new HashMap<>();
        query(sql, table, row -> columns.put(row.getString(1), column(row, rows)));
        return columns;
    }

    private static Column column(ResultSet row, double rows) throws SQLException {
        return new Column(OptionalDouble.of(row.getDouble(2)), distinct(row.getDouble(3), rows),
                OptionalDouble.of(row.getDouble(4)));
    }

    /** A negative figure is a fraction of the rows; zero is unknown. */
    private static OptionalDouble distinct(double distinct, double rows) {
        if (distinct == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble
                .of(distinct > 0 ? Math.min(distinct, Math.max(1, rows)) : Math.max(1, Math.rint(-distinct * rows)));
    }

    private <T> List<T> query(String sql, RemoteTable table, PostgreSqlCatalog.RowReader<T> reader)
            throws SQLException {
        return PostgreSqlCatalog.query(connection, sql, reader, table.schema().orElseThrow(), table.name());
    }
}

package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.SourceStatistics;
import io.blueshift.connector.jdbc.SourceStatistics.Column;
import io.blueshift.connector.jdbc.SourceStatistics.Range;
import io.blueshift.pushdown.RemoteTable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What ANALYZE has left in the catalog. Autovacuum looks at partitions and never at the table that they make up: its rows
 * and ranges are put together from those of its partitions, which are the younger ones, and so are its other figures if
 * nobody has analysed it as a whole. The same holds for tables that others inherit from.
 */
final class PostgreSqlStatistics {
    private static final int EXPRESSIONS_SINCE = 14;

    // Never analysed: 0 before PostgreSQL 14, -1 since; then nothing is known
    private static final String ANALYSED = "(c.reltuples > 0 OR (c.reltuples = 0 AND c.relpages > 0))";

    /** The table or its partitions that hold rows, all levels down. */
    private static final String LEAVES = """
            WITH RECURSIVE tree AS (
                SELECT c.oid, c.relkind FROM pg_catalog.pg_class c
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'm', 'f') AND n.nspname = ? AND c.relname = ?
                UNION
                SELECT c.oid, c.relkind FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.oid
                    JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid),
            leaves AS (
                SELECT c.oid, n.nspname, c.relname, c.reltuples,\s""" + ANALYSED + """
             AS analysed, (SELECT count(*) FROM tree) AS relations
                FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind <> 'p')
            """;

    /** Partitions that nobody has looked at are taken for empty, as new ones are; if all are, nothing is known. */
    private static final String ROWS = LEAVES + """
            SELECT sum(reltuples::double precision), max(relations) > 1 AS has_children FROM leaves WHERE analysed HAVING count(*) > 0
            """;

    /** Of a table with children those figures that include them. */
    private static final String COLUMNS = """
            SELECT attname, null_frac, n_distinct, avg_width FROM pg_catalog.pg_stats
            WHERE schemaname = ? AND tablename = ? AND\s""";

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

    /**
     * The ends of the histogram and the values that are so common that it leaves them out, the latter of partitions only
     * if they are all that there is: those with a histogram hardly ever go beyond it. Of very many partitions nothing: each
     * has to be unpacked. Values that have no number, or none of that size, are as if they were not there.
     */
    private static final String RANGES = LEAVES + """
            , bounds AS (
                SELECT s.attname, t.typcategory, s.most_common_vals::text::text[] AS common,
                    s.histogram_bounds::text::text[] AS ends, l.relations
                FROM leaves l JOIN pg_catalog.pg_stats s ON s.schemaname = l.nspname AND s.tablename = l.relname
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = l.oid AND a.attname = s.attname
                    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
                WHERE t.typcategory IN ('N', 'D') AND NOT s.inherited AND l.relations <= 200),
            numbers AS (
                SELECT attname, CASE
                    WHEN typcategory = 'N' AND v ~ '^-?[0-9]+([.][0-9]+)?(e[-+]?[0-9]+)?$' AND length(v) < 300
                        THEN v::double precision
                    WHEN typcategory = 'D' AND v ~ '^[0-9]{4}-[0-9][0-9]-[0-9][0-9]( [0-9:.]+([-+][0-9:]+)?)?$'
                        THEN extract(epoch FROM v::timestamptz)::double precision END AS number
                FROM bounds CROSS JOIN LATERAL (
                    SELECT unnest(CASE WHEN ends IS NULL OR relations = 1 THEN common END)
                    UNION ALL SELECT ends[1] UNION ALL SELECT ends[array_upper(ends, 1)]) AS b (v))
            SELECT attname, min(number), max(number) FROM numbers WHERE number IS NOT NULL GROUP BY attname
            """;

    /** Those of CREATE STATISTICS and of indexes. */
    private static final String EXPRESSIONS = """
            SELECT expr, null_frac, n_distinct, avg_width FROM pg_catalog.pg_stats_ext_exprs
            WHERE schemaname = ? AND tablename = ? AND n_distinct IS NOT NULL
            UNION ALL
            SELECT pg_catalog.pg_get_indexdef(i.indexrelid, a.attnum, true), s.null_frac, s.n_distinct, s.avg_width
            FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indexrelid
                JOIN pg_catalog.pg_stats s ON s.schemaname = n.nspname AND s.tablename = x.relname
                    AND s.attname = a.attname
            WHERE n.nspname = ? AND c.relname = ? AND i.indexprs IS NOT NULL AND i.indpred IS NULL
            """;

    private final Connection connection;

    PostgreSqlStatistics(Connection connection) {
        this.connection = connection;
    }

    /** How many rows a table has, and whether others make it up. */
    private record Rows(double count, boolean ofChildren) {}

    SourceStatistics of(RemoteTable table) throws SQLException {
        Optional<Rows> found = query(ROWS, row -> new Rows(row.getDouble(1), row.getBoolean(2)), table).stream()
                .findFirst();
        if (found.isEmpty()) {
            return SourceStatistics.unknown();
        }
        double rows = found.get().count();
        Map<String, Range> ranges = new HashMap<>();
        query(RANGES, row -> ranges.put(row.getString(1), new Range(row.getDouble(2), row.getDouble(3))), table);
        Map<String, Column> columns = columns(COLUMNS + (found.get().ofChildren() ? "inherited" : "NOT inherited"),
                table, rows, ranges);
        if (columns.isEmpty() && found.get().ofChildren()) {
            columns = columns(LEAF_COLUMNS, table, rows, ranges);
        }
        return new SourceStatistics(OptionalDouble.of(rows), columns, expressions(table, rows));
    }

    private Map<String, Column> columns(String sql, RemoteTable table, double rows, Map<String, Range> ranges)
            throws SQLException {
        Map<String, Column> columns = new HashMap<>();
        query(sql, row -> columns.put(row.getString(1), column(row, rows, ranges.get(row.getString(1)))), table);
        return columns;
    }

    private Map<String, Column> expressions(RemoteTable table, double rows) throws SQLException {
        Map<String, Column> expressions = new HashMap<>();
        if (connection.getMetaData().getDatabaseMajorVersion() >= EXPRESSIONS_SINCE) {
            query(EXPRESSIONS, row -> expressions.put(SourceStatistics.expression(row.getString(1)),
                    column(row, rows, null)), table, table);
        }
        return expressions;
    }

    private static Column column(ResultSet row, double rows, Range range) throws SQLException {
        return new Column(OptionalDouble.of(row.getDouble(2)), distinct(row.getDouble(3), rows),
                OptionalDouble.of(row.getDouble(4)), Optional.ofNullable(range));
    }

    /** A negative figure is a fraction of the rows; zero is unknown. */
    private static OptionalDouble distinct(double distinct, double rows) {
        if (distinct == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble
                .of(distinct > 0 ? Math.min(distinct, Math.max(1, rows)) : Math.max(1, Math.rint(-distinct * rows)));
    }

    private <T> List<T> query(String sql, PostgreSqlCatalog.RowReader<T> reader, RemoteTable... tables)
            throws SQLException {
        String[] parameters = Arrays.stream(tables)
                .flatMap(table -> Stream.of(table.schema().orElseThrow(), table.name()))
                .toArray(String[]::new);
        return PostgreSqlCatalog.query(connection, sql, reader, parameters);
    }
}

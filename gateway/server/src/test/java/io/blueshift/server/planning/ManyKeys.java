package io.blueshift.server.planning;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Joins of many local keys with a large table of a live database, which has indexes on some of its columns and NULLs in all
 * but one. For one catalog.
 */
record ManyKeys(String catalog, Connection connection) {
    static final int ROWS = 500_000;
    private static final int WANTED_MAX = 410_000;
    private static final Pattern RECEIVED = Pattern
            .compile("Scan \\w+:shop.deliveries [^{]*\\{[^}]*; read (\\d+) rows, [^}]*;"
                    + " connections (\\d+); received bytes ([^;]*)(;[^}]*)?; waited for first rows");

    /** Rows with a number that every 1,000th lacks; as text with what is special in statements and arrays. */
    static final List<String> POSTGRESQL = List.of("""
            CREATE TABLE shop.deliveries AS SELECT n::bigint AS id, v::integer AS ref,
                (v || '\\"{},''')::varchar(30) AS code, lpad(to_hex(v), 32, '0')::uuid AS u,
                timestamp '2001-01-01' + v * interval '1.000001 second' AS ts, date '1000-01-01' + v AS day
            FROM (SELECT n, nullif(n, n / 1000 * 1000) AS v FROM generate_series(1, %d) n) numbers""".formatted(ROWS),
            "ALTER TABLE shop.deliveries ADD PRIMARY KEY (id)", "CREATE INDEX ON shop.deliveries (ref)",
            "ANALYZE shop.deliveries");

    static final List<String> MYSQL = List.of("""
            CREATE TABLE shop.deliveries (id bigint PRIMARY KEY, ref int, code varchar(30) COLLATE utf8mb4_0900_ai_ci,
                KEY (ref), KEY (code))""", "SET SESSION cte_max_recursion_depth = " + ROWS, """
            INSERT INTO shop.deliveries WITH RECURSIVE v(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM v WHERE n < %d)
            SELECT n, nullif(n, n DIV 1000 * 1000), concat(nullif(n, n DIV 1000 * 1000), '\\\\"{},''') FROM v"""
            .formatted(ROWS), "ANALYZE TABLE shop.deliveries");

    /** What came from the database: rows, over how many connections, bytes of all, and what came over each of several. */
    record Received(long rows, int connections, String bytes, String each) {}

    /** Makes a local table of every so many-th row of the large table, up to one that most are before. */
    void want(String name, int step) throws SQLException {
        execute("CREATE TABLE local.shop." + name + " AS SELECT * FROM " + catalog + ".shop.deliveries WHERE id % "
                + step + " = 0 AND id <= " + WANTED_MAX);
    }

    /**
     * Joins on two columns of equal rows.
     *
     * @param condition between the wanted rows {@code w} and all {@code d}
     * @param matching the numbers of the rows that have a partner
     * @return how many rows came from the database
     */
    long received(String wanted, String condition, LongStream matching) throws SQLException {
        String join = "SELECT count(*), sum(d.id), sum(w.id) FROM local.shop." + wanted + " w JOIN " + catalog
                + ".shop.deliveries d ON " + condition;
        LongSummaryStatistics expected = matching.summaryStatistics();
        assertThat(Sql.rows(connection, join)).as(condition).containsExactly(
                expected.getCount() + " | " + expected.getSum() + " | " + expected.getSum());
        return scan(join).rows();
    }

    /** What EXPLAIN ANALYZE says of the only scan of the large table. */
    Received scan(String query) throws SQLException {
        String plan = String.join("\n", Sql.rows(connection, "EXPLAIN ANALYZE " + query));
        Matcher found = RECEIVED.matcher(plan);
        assertThat(found.find()).as(plan).isTrue();
        return new Received(Long.parseLong(found.group(1)), Integer.parseInt(found.group(2)), found.group(3),
                found.group(4) == null ? "" : found.group(4));
    }

    /** Every so many-th row up to the last that is wanted. */
    static LongStream all(int step) {
        return LongStream.rangeClosed(1, WANTED_MAX / step).map(i -> i * step);
    }

    /** Those of them that have a number in each column. */
    static LongStream keyed(int step) {
        return all(step).filter(id -> id % 1000 != 0);
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2fMB", bytes / (double) (1 << 20));
    }

    void execute(String sql) throws SQLException {
        execute(connection, List.of(sql));
    }

    static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

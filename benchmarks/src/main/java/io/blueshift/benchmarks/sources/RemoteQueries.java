package io.blueshift.benchmarks.sources;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.blueshift.benchmarks.BenchReport;
import io.blueshift.benchmarks.Measurement;
import io.blueshift.benchmarks.WrongResultException;
import io.blueshift.benchmarks.tpch.Gateway;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * How long small queries take that a database answers itself, through a gateway and its client protocol, beside the
 * database's own time as its driver sees it; and the join of a thousand local keys with the large table.
 */
final class RemoteQueries {
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final int THREADS = 2;
    /**
     * A server that has been up for a while has compiled what queries run through, which takes its compilers a minute and
     * more. Before that, they take processors that a database on the same machine needs.
     */
    private static final int WARM_UP_QUERIES_PER_FURTHER_RUN = 4_000;
    private static final int WARM_UP_BATCH = 200;
    private static final double COMPILED_SHARE_MAX = 0.05;
    private static final long WARM_UP_NANOS_PER_FURTHER_RUN = 1_500_000_000L;
    private static final int WARM_UP_ROUNDS_MIN = 20;
    private static final int KEYS = 1_000;
    /** TPC-H has orders of eight keys in each 32, the second of which is there at any scale. */
    private static final int KEY_STEP = 32;
    private static final int ORDER_KEYS = 6_000_000;
    private static final double JOIN_MILLIS = 50;
    private static final Pattern REMOTE_SCAN = Pattern.compile("Scan remote:[^{]*\\{[^}]*; read (\\d+) rows?,");

    private final String source;
    private final Connection database;
    private final BenchReport report;

    /** @param source what the figures are called after */
    RemoteQueries(String source, Connection database, BenchReport report) {
        this.source = source;
        this.database = database;
        this.report = report;
    }

    /**
     * Measures and reports; every answer is compared with the database's.
     *
     * @param schema of lineitem as the gateway knows it, in a catalog of the name {@code remote}
     * @param createCatalog the statement that makes that catalog
     */
    void run(String createCatalog, String schema, double scale, int runs) throws Exception {
        String table = schema + "." + LineItems.TABLE;
        Path directory = Files.createTempDirectory("blueshift-bench-");
        try (Gateway gateway = new Gateway(directory, THREADS, Optional.empty());
                Connection connection = gateway.connect(Map.of())) {
            execute(connection, createCatalog);
            if (runs > 1) {
                warmUp(connection, schema + "." + LineItems.FEW, (runs - 1) * WARM_UP_QUERIES_PER_FURTHER_RUN);
            }
            for (RemoteQuery query : RemoteQuery.whole()) {
                measure(connection, query, query.sql().formatted(table), runs);
            }
            join(connection, table, scale, runs);
        } finally {
            MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    /** All queries over a few rows, in turn, until the compilers have little left to do. */
    private void warmUp(Connection connection, String table, int queriesMax) throws SQLException {
        List<RemoteQuery> queries = RemoteQuery.whole();
        double compiledShare = 1;
        int asked = 0;
        while (asked < queriesMax && compiledShare > COMPILED_SHARE_MAX) {
            long begin = System.nanoTime();
            long compiled = COMPILER.getTotalCompilationTime();
            for (int i = 0; i < WARM_UP_BATCH; i++) {
                timed(connection, queries.get(i % queries.size()).sql().formatted(table));
            }
            asked += WARM_UP_BATCH;
            compiledShare = (COMPILER.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - begin);
        }
        report.progress("%s: %d queries to warm up, at the end of which the JVM compiled for %.0f %% of the time"
                .formatted(source, asked, 100 * compiledShare));
    }

    private void measure(Connection connection, RemoteQuery query, String sql, int runs) throws SQLException {
        long begin = System.nanoTime();
        for (int i = 0; i < WARM_UP_ROUNDS_MIN
                || System.nanoTime() - begin < (runs - 1) * WARM_UP_NANOS_PER_FURTHER_RUN; i++) {
            check(query, timed(database, query.remoteSql()), timed(connection, sql));
        }
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        long compiled = COMPILER.getTotalCompilationTime();
        for (int round = 0; round < runs; round++) {
            Timed there = timed(database, query.remoteSql());
            Timed here = timed(connection, sql);
            check(query, there, here);
            ours.add(here.millis());
            theirs.add(there.millis());
        }
        report.progress("%s_%s: the JVM compiled for %.0f ms in each of %d rounds".formatted(source, query.name(),
                (double) (COMPILER.getTotalCompilationTime() - compiled) / runs, runs));
        double remote = ReadRounds.median(theirs);
        report.add(Measurement.of(ReadRounds.SUITE, source + "_" + query.name(), "latency", ReadRounds.median(ours),
                "ms")
                .against("driver", remote).withTarget(query.targetMillis().applyAsDouble(remote)));
    }

    private void join(Connection connection, String table, double scale, int runs) throws SQLException {
        long step = Math.max(KEY_STEP, (long) (ORDER_KEYS * scale) / KEYS / KEY_STEP * KEY_STEP);
        execute(connection, """
                CREATE TABLE local."default".keys AS
                SELECT CAST(i * %d + 1 AS bigint) AS k FROM UNNEST(sequence(0, %d)) t (i)""".formatted(step, KEYS - 1));
        String keys = LongStream.range(0, KEYS).mapToObj(i -> Long.toString(i * step + 1))
                .collect(Collectors.joining(", "));
        RemoteQuery query = new RemoteQuery("join_1000_keys", "", """
                SELECT count(*), sum(l_quantity) FROM %s WHERE l_orderkey IN (%s)""".formatted(LineItems.TABLE, keys),
                true, _ -> JOIN_MILLIS);
        String sql = """
                SELECT count(*), sum(l_quantity) FROM local."default".keys JOIN %s ON l_orderkey = k"""
                .formatted(table);
        measure(connection, query, sql, runs);
        long matching = Long.parseLong(timed(connection, sql).rows().getFirst().split("\\|")[0]);
        report.add(Measurement.of(ReadRounds.SUITE, source + "_" + query.name(), "rows_received",
                received(timed(connection, "EXPLAIN ANALYZE " + sql).rows().getFirst()), "rows")
                .withTarget(2 * matching));
    }

    private static long received(String plan) {
        Matcher scan = REMOTE_SCAN.matcher(plan);
        if (!scan.find()) {
            throw new WrongResultException("the scan of the remote table in EXPLAIN ANALYZE", "a number of rows", plan);
        }
        return Long.parseLong(scan.group(1));
    }

    private static void check(RemoteQuery query, Timed there, Timed here) {
        if (query.ordered() ? !there.rows().equals(here.rows()) : there.rows().size() != here.rows().size()) {
            throw new WrongResultException(query.name(), there.rows(), here.rows());
        }
    }

    /**
     * An answer and how long it took.
     *
     * @param rows columns with bars between them
     */
    private record Timed(List<String> rows, double millis) {}

    private static Timed timed(Connection connection, String sql) throws SQLException {
        long begin = System.nanoTime();
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return new Timed(rows, (System.nanoTime() - begin) / 1e6);
        }
    }

    private static String row(ResultSet result) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            Object value = result.getObject(i);
            values.add(value instanceof BigDecimal number
                    ? number.stripTrailingZeros().toPlainString()
                    : String.valueOf(value));
        }
        return String.join("|", values);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

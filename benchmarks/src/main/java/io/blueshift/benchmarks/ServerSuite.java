package io.blueshift.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a server costs before it does anything: time to ready, memory when idle, and the shortest way of a query through
 * it. Measures the real process over HTTP with Trino's JDBC driver. No peers.
 */
public final class ServerSuite implements Suite {
    private static final int STARTS = 5;
    private static final int WARM_UP_QUERIES = 600;
    private static final int TIMED_QUERIES = 400;
    private static final Duration IDLE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "server";
    }

    @Override
    public String summary() {
        return "start, idle memory and the trivial query of ./blueshift server";
    }

    @Override
    public void run(BenchOptions options, BenchReport report) throws Exception {
        int starts = options.runs().orElse(STARTS);
        Path directory = Files.createTempDirectory("blueshift-bench-");
        try {
            report.progress("one start that does not count: it builds what is missing and warms the file cache");
            start(options, directory).close();
            List<Double> millis = new ArrayList<>();
            for (int run = 1; run < starts; run++) {
                try (ServerProcess server = start(options, directory)) {
                    checkReady(server);
                    keep(millis, server, report);
                }
            }
            try (ServerProcess server = start(options, directory)) {
                keep(millis, server, report);
                report.add(measured("start", "time_to_ready", median(millis), "ms").withTarget(5_000));
                idle(server, report);
                trivialQuery(server.address(), options, report);
            }
        } finally {
            delete(directory);
        }
    }

    private static ServerProcess start(BenchOptions options, Path directory) throws IOException, InterruptedException {
        return ServerProcess.start(options.launcher(), directory);
    }

    private static void keep(List<Double> millis, ServerProcess server, BenchReport report) {
        millis.add(server.startMillis());
        report.progress("ready after %.0f ms".formatted(server.startMillis()));
    }

    private static double median(List<Double> millis) {
        return Samples.of(millis.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }

    /** Ready means that the first query succeeds; one that fails here fails the suite. */
    private static void checkReady(ServerProcess server) throws SQLException {
        try (Connection connection = connect(server.address()); Statement statement = connection.createStatement()) {
            checkedQuery(statement, 1);
        }
    }

    /** Before any query: what the server itself needs. */
    private static void idle(ServerProcess server, BenchReport report) throws Exception {
        report.progress("idle for %d s".formatted(IDLE.toSeconds()));
        Thread.sleep(IDLE);
        report.add(measured("idle_rss", "resident_memory", server.residentMegabytes(), "MB").withTarget(700));
    }

    private static void trivialQuery(URI address, BenchOptions options, BenchReport report) throws SQLException {
        int warmUp = options.runs().isPresent() ? 20 * options.runs().getAsInt() : WARM_UP_QUERIES;
        int timed = options.runs().isPresent() ? 20 * options.runs().getAsInt() : TIMED_QUERIES;
        report.progress("%d trivial queries, then %d timed ones".formatted(warmUp, timed));
        double[] millis = new double[timed];
        try (Connection connection = connect(address); Statement statement = connection.createStatement()) {
            for (int query = 0; query < warmUp; query++) {
                checkedQuery(statement, query);
            }
            for (int query = 0; query < timed; query++) {
                long begin = System.nanoTime();
                checkedQuery(statement, query);
                millis[query] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Samples samples = Samples.of(millis);
        report.add(measured("trivial_query", "p50", samples.percentile(0.5), "ms").withTarget(35));
        report.add(measured("trivial_query", "p95", samples.percentile(0.95), "ms"));
    }

    private static void checkedQuery(Statement statement, int number) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT " + number)) {
            int answer = result.next() ? result.getInt(1) : -1;
            if (answer != number || result.next()) {
                throw new WrongResultException("SELECT " + number, number, answer);
            }
        }
    }

    private static Connection connect(URI address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "bench");
        return DriverManager.getConnection("jdbc:trino://" + address.getAuthority(), properties);
    }

    private static Measurement measured(String benchmark, String metric, double value, String unit) {
        return Measurement.of("server", benchmark, metric, value, unit);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

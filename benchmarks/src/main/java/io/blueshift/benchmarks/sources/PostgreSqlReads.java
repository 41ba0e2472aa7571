package io.blueshift.benchmarks.sources;

import io.blueshift.benchmarks.BenchReport;
import io.blueshift.benchmarks.Measurement;
import io.blueshift.benchmarks.Samples;
import io.blueshift.benchmarks.WrongResultException;
import io.blueshift.connector.postgresql.ReadProtocol;
import io.blueshift.embedded.EmbeddedPostgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A full read of lineitem: by the driver's results with a tuned fetch size, by the catalog over one connection and over
 * several, by the catalog through the driver's results, and the bytes of a binary COPY alone. Each way takes its turn in
 * each round, in one JVM, after two rounds of warming up.
 */
public final class PostgreSqlReads {
    public static final String SUITE = "sources";

    private static final int WARM_UP = 2;
    private static final String DRIVER = "pgjdbc";

    private PostgreSqlReads() {}

    /** Measures and reports milliseconds and rows per second. */
    public static void run(double scale, int runs, BenchReport report) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(),
                        postgres.password());
                CatalogRead catalog = new CatalogRead(Map.of("connection-url", postgres.jdbcUrl(), "connection-user",
                        postgres.user(), "connection-password", postgres.password()))) {
            report.progress("loading lineitem at scale %s into PostgreSQL".formatted(scale));
            long rows = LineItems.load(connection, scale);
            Map<String, List<Double>> millis = new LinkedHashMap<>();
            for (int round = 0; round < WARM_UP + runs; round++) {
                round(ways(connection, catalog), rows, round < WARM_UP ? new LinkedHashMap<>() : millis);
            }
            double driver = median(millis.get(DRIVER));
            millis.forEach((way, samples) -> {
                report.progress("%s: %.0f ms, %.0f rows/s".formatted(way, median(samples),
                        rows / median(samples) * 1_000));
                if (!way.equals(DRIVER)) {
                    report.add(Measurement.of(SUITE, way, "read_lineitem", median(samples), "ms").against(DRIVER,
                            driver));
                }
            });
        }
    }

    private static Map<String, Callable<Long>> ways(Connection connection, CatalogRead catalog) {
        DriverRead driver = new DriverRead();
        Map<String, Callable<Long>> ways = new LinkedHashMap<>();
        ways.put(DRIVER, () -> driver.resultSet(connection));
        ways.put("copy_bytes", () -> driver.copy(connection));
        ways.put("catalog_result_set",
                () -> catalog.read(Map.of("read_protocol", ReadProtocol.RESULT_SET)));
        ways.put("catalog_copy", () -> catalog.read(Map.of("read_parallelism", 1)));
        ways.put("catalog_copy_2", () -> catalog.read(Map.of("read_parallelism", 2)));
        ways.put("catalog_copy_4", () -> catalog.read(Map.of("read_parallelism", 4)));
        return ways;
    }

    private static void round(Map<String, Callable<Long>> ways, long rows, Map<String, List<Double>> millis)
            throws Exception {
        for (Map.Entry<String, Callable<Long>> way : ways.entrySet()) {
            long begin = System.nanoTime();
            long read = way.getValue().call();
            millis.computeIfAbsent(way.getKey(), _ -> new ArrayList<>()).add((System.nanoTime() - begin) / 1e6);
            if (read != rows) {
                throw new WrongResultException("rows read by " + way.getKey(), rows, read);
            }
        }
    }

    private static double median(List<Double> samples) {
        return Samples.of(samples.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }
}

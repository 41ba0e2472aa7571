package io.blueshift.benchmarks.sources;

import io.blueshift.benchmarks.BenchReport;
import io.blueshift.connector.postgresql.PostgreSqlPlugin;
import io.blueshift.connector.postgresql.ReadProtocol;
import io.blueshift.embedded.EmbeddedPostgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A full read of lineitem from PostgreSQL: by the driver's results with a tuned fetch size, by the catalog over one
 * connection and over several, by the catalog through the driver's results, and the bytes of a binary COPY alone. Then
 * {@link RemoteQueries}.
 */
public final class PostgreSqlReads {
    private static final String DRIVER = "pgjdbc";

    private PostgreSqlReads() {}

    /** Measures and reports each way beside the driver. */
    public static void run(double scale, int runs, BenchReport report) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(),
                        postgres.password());
                CatalogRead catalog = new CatalogRead(new PostgreSqlPlugin(), "public",
                        Map.of("connection-url", postgres.jdbcUrl(), "connection-user", postgres.user(),
                                "connection-password", postgres.password()))) {
            report.progress("loading lineitem at scale %s into PostgreSQL".formatted(scale));
            long rows = LineItems.loadPostgreSql(connection, scale);
            ReadRounds.run(ways(connection, catalog), DRIVER, rows, runs, report);
            new RemoteQueries("postgresql", connection, report).run("""
                    CREATE CATALOG remote USING postgresql WITH (
                        "connection-url" = '%s', "connection-user" = '%s', "connection-password" = '%s')"""
                    .formatted(postgres.jdbcUrl(), postgres.user(), postgres.password()), "remote.public",
                    scale,
                    runs);
        }
    }

    private static Map<String, Callable<Long>> ways(Connection connection, CatalogRead catalog) {
        DriverRead driver = new DriverRead();
        Map<String, Callable<Long>> ways = new LinkedHashMap<>();
        ways.put(DRIVER, () -> driver.postgreSql(connection));
        ways.put("copy_bytes", () -> driver.copy(connection));
        ways.put("catalog_result_set",
                () -> catalog.read(Map.of("read_protocol", ReadProtocol.RESULT_SET)));
        ways.put("catalog_copy", () -> catalog.read(Map.of("read_parallelism", 1)));
        ways.put("catalog_copy_2", () -> catalog.read(Map.of("read_parallelism", 2)));
        ways.put("catalog_copy_4", () -> catalog.read(Map.of("read_parallelism", 4)));
        return ways;
    }
}

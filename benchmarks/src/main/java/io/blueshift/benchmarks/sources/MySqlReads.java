package io.blueshift.benchmarks.sources;

import io.blueshift.benchmarks.BenchReport;
import io.blueshift.connector.mysql.MySqlPlugin;
import io.blueshift.connector.mysql.ReadProtocol;
import io.blueshift.embedded.EmbeddedMySql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A full read of lineitem from MySQL: by the driver's streamed results, by the catalog from the bytes of the rows over one
 * connection and over several, and by the catalog through the driver's results. Then {@link RemoteQueries}.
 */
public final class MySqlReads {
    private static final String DRIVER = "connector_j";
    private static final String SCHEMA = "bench";

    private MySqlReads() {}

    /** Measures and reports each way beside the driver. */
    public static void run(double scale, int runs, BenchReport report) throws Exception {
        try (EmbeddedMySql mysql = EmbeddedMySql.start()) {
            try (Connection connection = connect(mysql, ""); Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + SCHEMA);
            }
            try (Connection connection = connect(mysql, SCHEMA);
                    CatalogRead catalog = new CatalogRead(new MySqlPlugin(), SCHEMA,
                            Map.of("connection-url", mysql.jdbcUrl(), "connection-user", mysql.user()))) {
                report.progress("loading lineitem at scale %s into MySQL".formatted(scale));
                long rows = LineItems.loadMySql(connection, scale);
                ReadRounds.run(ways(connection, catalog), DRIVER, rows, runs, report);
                new RemoteQueries("mysql", connection, report).run("""
                        CREATE CATALOG remote USING mysql WITH (
                            "connection-url" = '%s', "connection-user" = '%s', "connection-password" = '%s')"""
                        .formatted(mysql.jdbcUrl(), mysql.user(), mysql.password()), "remote.bench", scale,
                        runs);
            }
        }
    }

    private static Connection connect(EmbeddedMySql mysql, String database) throws Exception {
        return DriverManager.getConnection(mysql.jdbcUrl(database) + "&allowLoadLocalInfile=true", mysql.user(),
                mysql.password());
    }

    private static Map<String, Callable<Long>> ways(Connection connection, CatalogRead catalog) {
        DriverRead driver = new DriverRead();
        Map<String, Callable<Long>> ways = new LinkedHashMap<>();
        ways.put(DRIVER, () -> driver.mySql(connection));
        ways.put("mysql_result_set", () -> catalog.read(Map.of("read_protocol", ReadProtocol.RESULT_SET)));
        ways.put("mysql_rows", () -> catalog.read(Map.of()));
        ways.put("mysql_rows_2", () -> catalog.read(Map.of("read_parallelism", 2)));
        ways.put("mysql_rows_4", () -> catalog.read(Map.of("read_parallelism", 4)));
        return ways;
    }
}

package io.blueshift.benchmarks.tpch;

import io.blueshift.benchmarks.store.LocalTables;
import io.blueshift.server.BlueshiftServer;
import io.blueshift.server.ServerOptions;
import io.trino.jdbc.TrinoResultSet;
import io.trino.spi.eventlistener.EventListener;
import io.trino.spi.eventlistener.QueryCompletedEvent;
import io.trino.spi.eventlistener.QueryStatistics;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A gateway in this process over local tables, reached as a client does: through its JDBC driver. The server's own report
 * on each query tells planning from execution.
 */
public final class Gateway implements AutoCloseable {
    private static final Duration REPORT_PATIENCE = Duration.ofSeconds(30);

    private final Reports reports = new Reports();
    private final BlueshiftServer server;

    /**
     * @param directory the server's data directory, see {@link #tables}
     * @param queryMemory the most memory that a query may take
     */
    public Gateway(Path directory, int threads, Optional<String> queryMemory) {
        Map<String, String> properties = new HashMap<>();
        properties.put("task.concurrency", Integer.toString(threads));
        properties.put("task.max-worker-threads", Integer.toString(threads));
        queryMemory.ifPresent(size -> {
            properties.put("query.max-memory", size);
            properties.put("query.max-memory-per-node", size);
            properties.put("query.max-total-memory", size);
        });
        server = BlueshiftServer.start(ServerOptions.builder(directory).port(0).sampleCatalogs(false)
                .engineProperties(properties).eventListeners(reports).build());
    }

    /** Where a server with that data directory looks for local tables. */
    public static Path tables(Path directory) {
        return directory.resolve("tables").resolve("local");
    }

    /**
     * The gateway with these session properties, as an engine to be measured.
     *
     * @param name under which its figures are reported
     */
    public Engine engine(String name, Map<String, String> session) throws SQLException {
        return new Session(name, connect(session), reports);
    }

    /** A client's connection with these session properties. */
    public Connection connect(Map<String, String> session) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "bench");
        if (!session.isEmpty()) {
            properties.setProperty("sessionProperties", String.join(";",
                    session.entrySet().stream().map(entry -> entry.getKey() + ":" + entry.getValue()).toList()));
        }
        return connect(properties);
    }

    private Connection connect(Properties properties) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:trino://%s/local/%s".formatted(server.uri().getAuthority(), LocalTables.SCHEMA), properties);
    }

    /** Whether the query goes through the executor, in a session with every default. */
    public boolean isCompiled(TpchQuery query) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "bench");
        try (Connection connection = connect(properties);
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN " + query.sql())) {
            return plan.next() && plan.getString(1).contains("compiled:");
        }
    }

    private record Session(String name, Connection connection, Reports reports) implements Engine {
        @Override
        public Run run(TpchQuery query) throws Exception {
            long begin = System.nanoTime();
            try (Statement statement = connection.createStatement();
                    ResultSet results = statement.executeQuery(query.sql())) {
                Answer answer = Answer.read(results);
                double whole = (System.nanoTime() - begin) / 1e6;
                QueryStatistics times = reports.await(results.unwrap(TrinoResultSet.class).getQueryId());
                double planning = millis(times.getPlanningTime());
                return new Run(answer, whole, millis(times.getAnalysisTime()) + planning,
                        millis(times.getExecutionTime()) - planning);
            }
        }

        /** The engine counts what it calls execution from the beginning of planning. */
        private static double millis(Optional<Duration> time) {
            return time.orElseThrow().toNanos() / 1e6;
        }
    }

    /** The server's reports on queries that ended, which come shortly after the last row. */
    private static final class Reports implements EventListener {
        private final BlockingQueue<QueryCompletedEvent> events = new LinkedBlockingQueue<>();

        @Override
        public void queryCompleted(QueryCompletedEvent event) {
            events.add(event);
        }

        QueryStatistics await(String queryId) throws InterruptedException {
            while (true) {
                QueryCompletedEvent event = events.poll(REPORT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (event == null) {
                    throw new IllegalStateException("The server did not report on query %s within %s".formatted(queryId,
                            REPORT_PATIENCE));
                }
                if (event.getMetadata().getQueryId().equals(queryId)) {
                    return event.getStatistics();
                }
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

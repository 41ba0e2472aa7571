package io.blueshift.benchmarks.store;

import io.blueshift.server.BlueshiftServer;
import io.blueshift.server.ServerOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Very many INSERTs of one row through a whole server, each a transaction of its own. */
public final class SmallInserts {
    private SmallInserts() {}

    /**
     * @param count rows found at the end
     * @param sum of the numbers inserted
     * @param files that the table consists of, after the pause
     */
    public record Outcome(double seconds, long count, long sum, long files) {}

    /** Inserts the numbers 0, 1, ..., each with a text, over some connections at once; then waits and counts files. */
    public static Outcome run(Path directory, int statements, int connections, Duration pause) throws Exception {
        ServerOptions options = ServerOptions.builder(directory).port(0).sampleCatalogs(false).build();
        try (BlueshiftServer server = BlueshiftServer.start(options)) {
            try (Connection connection = connect(server); Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE local.default.events (id bigint, note varchar)");
            }
            long begin = System.nanoTime();
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int writer = 0; writer < connections; writer++) {
                int first = writer;
                writers.add(() -> insert(server, first, statements, connections));
            }
            Threads.all(writers);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Thread.sleep(pause);
            try (Connection connection = connect(server);
                    Statement statement = connection.createStatement();
                    ResultSet result = statement
                            .executeQuery("SELECT count(*), sum(id) FROM local.default.events")) {
                result.next();
                return new Outcome(seconds, result.getLong(1), result.getLong(2), files(directory));
            }
        }
    }

    private static int insert(BlueshiftServer server, int first, int statements, int step) throws SQLException {
        int done = 0;
        try (Connection connection = connect(server); Statement statement = connection.createStatement()) {
            for (int id = first; id < statements; id += step) {
                statement.execute(sql("local.default.events", id));
                done++;
            }
        }
        return done;
    }

    /** The statement of a number. */
    public static String sql(String table, int id) {
        return "INSERT INTO %s VALUES (%d, 'event number %d')".formatted(table, id, id);
    }

    private static Connection connect(BlueshiftServer server) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "bench");
        return DriverManager.getConnection("jdbc:trino://" + server.uri().getAuthority(), properties);
    }

    /** There is one table: all files below {@code tables} are its. */
    private static long files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("tables/local/tables"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}

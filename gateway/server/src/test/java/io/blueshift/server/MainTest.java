package io.blueshift.server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static io.blueshift.server.BlueshiftServerTest.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@code ./blueshift server} prints, how it ends, and what it does to running queries when it is told to. */
class MainTest {
    /** More than the driver fetches ahead: the query runs until somebody reads all of it, and costs nothing meanwhile. */
    private static final int ROWS = 300_000;
    private static final String LONG_QUERY = "SELECT comment FROM tpch.sf1.orders LIMIT " + ROWS;

    @TempDir
    Path directory;

    @Test
    void oneLineWhenReadyAndATimelyEnd() throws Exception {
        try (ServerProcess server = new ServerProcess(directory, "--port=0", "--shutdown-grace", "60s")) {
            URI uri = server.uri();
            try (Connection connection = connect(uri);
                    Statement statement = connection.createStatement();
                    ResultSet running = statement.executeQuery(LONG_QUERY)) {
                assertThat(running.next()).isTrue();
                server.terminate();
                waitUntilRefused(uri);
                assertThat(1 + countRemaining(running)).isEqualTo(ROWS);
            }
            assertThat(server.exitCode()).isZero();
            assertThat(server.output()).hasSize(1);
            assertThat(server.output().getFirst())
                    .matches(
                            "Blueshift is ready at http://127.0.0.1:\\d+, catalogs: .*tpcds, tpch.* \\(started in [0-9.]+ s\\)");
            assertThat(server.errors()).containsExactly("Stopping; waiting for 1 running query");
        }
        assertThat(directory.resolve("log").resolve("server.log")).content().contains("Stopping").contains("Stopped");
    }

    @Test
    void theGracePeriodEnds() throws Exception {
        try (ServerProcess server = new ServerProcess(directory, "--port=0", "--shutdown-grace=200ms")) {
            try (Connection connection = connect(server.uri());
                    Statement statement = connection.createStatement();
                    ResultSet running = statement.executeQuery(LONG_QUERY)) {
                assertThat(running.next()).isTrue();
                server.terminate();
                assertThat(server.exitCode()).isZero();
                assertThatThrownBy(() -> countRemaining(running)).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void whatIsWrongIsSaidOnStandardError() throws Exception {
        Path file = Files.writeString(directory.resolve("my.properties"), "prot=1\n");
        try (ServerProcess server = new ServerProcess(directory, "--config", file.toString())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output()).isEmpty();
            assertThat(server.errors()).hasSize(2).element(1).asString().contains(file + ": unknown setting 'prot'")
                    .contains("Did you mean 'port'?");
        }
        try (ServerSocket taken = new ServerSocket(0);
                ServerProcess server = new ServerProcess(directory, "--port=" + taken.getLocalPort())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors()).hasSize(2).element(1).asString()
                    .contains("Cannot listen on 127.0.0.1 port " + taken.getLocalPort());
        }
        try (ServerProcess server = new ServerProcess(directory, "start")) {
            assertThat(server.exitCode()).isEqualTo(2);
        }
    }

    private static int countRemaining(ResultSet result) throws SQLException {
        int rows = 0;
        while (result.next()) {
            rows++;
        }
        return rows;
    }

    private static void waitUntilRefused(URI uri) throws Exception {
        try (Connection connection = connect(uri); Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> {
                for (;;) {
                    statement.execute("SELECT 1");
                }
            }).hasMessageContaining("shutting down");
        }
    }
}

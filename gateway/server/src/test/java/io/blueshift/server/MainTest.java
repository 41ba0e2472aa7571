package io.blueshift.server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.blueshift.server.BlueshiftServerTest.connect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@code ./blueshift server} prints, how it ends, and what it does to running queries when it is told to. */
class MainTest {
    private static final String QUERY = "SELECT comment FROM tpch.sf1.orders LIMIT 300000";
    private static final Pattern NEXT = Pattern.compile("\"nextUri\":\"([^\"]+)\"");

    @TempDir
    Path directory;

    @Test
    void oneLineWhenReadyAndATimelyEnd() throws Exception {
        try (ServerProcess server = new ServerProcess(directory, "--port=0", "--shutdown-grace", "60s")) {
            URI uri = server.uri();
            // With a result of this size a query runs until its client has fetched it; this client takes a break
            Optional<URI> next = Optional.of(startQuery(uri));
            server.terminate();
            waitUntilRefused(uri);
            String last = "";
            while (next.isPresent()) {
                last = get(next.get());
                next = next(last);
            }
            assertThat(last).contains("\"state\":\"FINISHED\"");
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
            startQuery(server.uri());
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(directory.resolve("log").resolve("server.log")).content().contains("SERVER_SHUTTING_DOWN");
        }
    }

    @Test
    void aServerThatOthersReachWarns() throws Exception {
        try (ServerProcess server = new ServerProcess(directory, "--port=0", "--bind-address=0.0.0.0")) {
            int port = server.uri().getPort();
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.output()).hasSize(1);
            assertThat(server.errors())
                    .containsExactly(
                            "warning: There is no authentication, and bind-address is 0.0.0.0: whoever reaches port "
                                    + port + " of this machine can read and change everything in its catalogs");
        }
        assertThat(directory.resolve("log").resolve("server.log")).content().contains("There is no authentication");
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

    /** Sends the query and asks for it until it is executing; returns where to go on. */
    private static URI startQuery(URI server) throws IOException {
        URI next = next(post(server)).orElseThrow();
        while (!next.getPath().contains("/executing/")) {
            next = next(get(next)).orElseThrow();
        }
        return next;
    }

    private static String post(URI server) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) server.resolve("/v1/statement").toURL().openConnection();
        connection.setRequestProperty("X-Trino-User", "tester");
        connection.setDoOutput(true);
        connection.getOutputStream().write(QUERY.getBytes(UTF_8));
        return new String(connection.getInputStream().readAllBytes(), UTF_8);
    }

    private static String get(URI uri) throws IOException {
        return new String(uri.toURL().openStream().readAllBytes(), UTF_8);
    }

    private static Optional<URI> next(String answer) {
        Matcher matcher = NEXT.matcher(answer);
        return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
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

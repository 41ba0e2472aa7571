package io.blueshift.server.planning;

import io.blueshift.server.engine.HttpQuery;
import io.blueshift.server.scheduling.exchange.NodeExchangeClients;
import io.blueshift.server.scheduling.task.NodeTaskFactory;
import io.trino.execution.RemoteTaskFactory;
import io.trino.execution.SqlTaskManager;
import io.trino.operator.DirectExchangeClientSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tasks of this node are steered and read by method calls, and all that could go wrong over HTTP still goes right: compiled
 * plans are one task, plans of Trino's operators several that read from each other.
 */
final class LocalTasksTest {
    private static final String STAGES = "SELECT o.orderpriority, count(*) FROM tpch.tiny.orders o "
            + "JOIN tpch.tiny.lineitem l ON o.orderkey = l.orderkey GROUP BY o.orderpriority ORDER BY 1";
    /** Reads 60 million rows and finds none. */
    private static final String LONG = "SELECT o.orderkey FROM tpch.sf10.lineitem o JOIN tpch.tiny.nation n "
            + "ON o.orderkey + 7 = -n.nationkey";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static PlanningEngine engine;

    @BeforeAll
    static void start() throws Exception {
        engine = PlanningEngine.shared();
    }

    @Test
    void trinoUsesThem() {
        assertThat(engine.instance(RemoteTaskFactory.class)).isInstanceOf(NodeTaskFactory.class);
        assertThat(engine.instance(DirectExchangeClientSupplier.class)).isInstanceOf(NodeExchangeClients.class);
    }

    @Test
    void everyTaskOfOneNodeIsLocal() throws SQLException {
        NodeTaskFactory factory = (NodeTaskFactory) engine.instance(RemoteTaskFactory.class);
        long before = factory.getLocalTasks();
        List<String> compiled = rows("true", STAGES);
        assertThat(factory.getLocalTasks()).isEqualTo(before + 1);
        assertThat(rows("false", STAGES)).hasSize(5).isEqualTo(compiled);
        assertThat(factory.getLocalTasks()).isGreaterThan(before + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aFailureIsTheTasksOwn(String compiled) {
        assertThatThrownBy(() -> rows(compiled, "SELECT o.orderpriority, max(1 / (l.linenumber - l.linenumber)) "
                + "FROM tpch.tiny.orders o JOIN tpch.tiny.lineitem l ON o.orderkey = l.orderkey GROUP BY 1"))
                .hasMessageContaining("Division by zero");
        awaitIdle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aMemoryLimitHolds(String compiled) {
        assertThatThrownBy(() -> rows(compiled, "SELECT comment, count(*) FROM tpch.sf1.orders GROUP BY comment",
                "query_max_memory_per_node", "3MB", "spill_enabled", "false"))
                .hasMessageContaining("memory limit of 3MB");
        awaitIdle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aCancelledQueryLeavesNoTask(String compiled) throws Exception {
        try (Connection connection = engine.connect(Map.of("compiled_execution", compiled));
                Statement statement = connection.createStatement()) {
            Thread canceller = Thread.ofVirtual().start(() -> {
                await(() -> runningTasks() > 0);
                try {
                    // Over the first answers, which name the query to the driver
                    Thread.sleep(500);
                    statement.cancel();
                } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> {
                try (ResultSet results = statement.executeQuery(LONG)) {
                    results.next();
                }
            }).isInstanceOf(SQLException.class);
            canceller.join();
        }
        awaitIdle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aTimeLimitHolds(String compiled) {
        assertThatThrownBy(() -> rows(compiled, LONG, "query_max_run_time", "1s"))
                .hasMessageContaining("exceeded maximum time limit of 1.00s");
        awaitIdle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aLimitEndsTheTasksBelow(String compiled) throws SQLException {
        assertThat(rows(compiled, "SELECT orderkey FROM (SELECT orderkey FROM tpch.sf10.lineitem "
                + "UNION ALL SELECT orderkey FROM tpch.sf10.orders) LIMIT 3")).hasSize(3);
        awaitIdle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void moreRowsThanFitIntoTheBuffers(String compiled) throws SQLException {
        // 60 MB; what tasks and exchanges hold back is 32 MB each
        try (Connection connection = engine.connect(Map.of("compiled_execution", compiled));
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(
                        "SELECT orderkey, rpad(comment, 5000, 'x') FROM tpch.tiny.orders WHERE orderkey <= 48000")) {
            long rows = 0;
            long keys = 0;
            while (results.next()) {
                rows++;
                keys += results.getLong(1);
                assertThat(results.getString(2)).hasSize(5000);
            }
            assertThat(rows).isEqualTo(12_000);
            assertThat(keys).isEqualTo(Long.parseLong(rows("false",
                    "SELECT sum(orderkey) FROM tpch.tiny.orders WHERE orderkey <= 48000").getFirst()));
        }
    }

    @Test
    void theQuerysOwnReportIsComplete() throws Exception {
        String sql = STAGES + ", 2";
        rows("false", sql);
        var statistics = PlanningEngine.completed().await(sql).getStatistics();
        assertThat(statistics.isComplete()).isTrue();
        assertThat(statistics.getCompletedSplits()).isPositive();
        assertThat(statistics.getPhysicalInputRows()).isEqualTo(15_000 + 60_175);
        assertThat(statistics.getOutputRows()).isEqualTo(5);
        assertThat(statistics.getPeakUserMemoryBytes()).isPositive();
    }

    @Test
    void aClientThatGoesAwayIsNotWaitedFor() throws Exception {
        PlanningEngine impatient = PlanningEngine.start(List.of(), List.of(), Map.of("query.client.timeout", "2s"));
        try {
            HttpURLConnection post = (HttpURLConnection) impatient.uri().resolve("/v1/statement").toURL()
                    .openConnection();
            String next = nextUri(post, LONG);
            while (runningTasks(impatient) == 0) {
                next = nextUri((HttpURLConnection) URI.create(next).toURL().openConnection(), null);
            }
            await(() -> runningTasks(impatient) == 0);
        } finally {
            impatient.close();
        }
    }

    /** As a client that is killed: it is in the middle of a request, whose connection the system closes. */
    @Test
    void aClientThatIsGoneIsNoticedByItsConnection() throws Exception {
        HttpURLConnection post = (HttpURLConnection) engine.uri().resolve("/v1/statement").toURL().openConnection();
        URI next = URI.create(nextUri(post, LONG));
        await(() -> runningTasks() > 0);
        String id = next.getPath().split("/")[4];
        // Whoever leaves as an answer is on its way is not noticed
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (runningTasks() > 0 && System.nanoTime() < deadline) {
            next = askAndLeave(next, 30);
            Thread.sleep(2_000);
        }
        assertThat(rows("true", "SELECT state, error_code FROM system.runtime.queries WHERE query_id = '" + id + "'"))
                .containsExactly("FAILED | ABANDONED_QUERY");
    }

    /**
     * Where to ask next if there was an answer within that time; else the connection is closed without one. An answer of a
     * query that has ended leads nowhere.
     */
    private static URI askAndLeave(URI next, int millis) throws IOException {
        try (Socket socket = new Socket(next.getHost(), next.getPort())) {
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(("GET " + next.getPath() + " HTTP/1.1\r\nHost: " + next.getAuthority()
                    + "\r\nX-Trino-User: test\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String body = answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
            String answered = HttpQuery.answer(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                    .nextUri();
            return answered == null ? next : URI.create(answered);
        } catch (SocketTimeoutException e) {
            return next;
        }
    }

    private static String nextUri(HttpURLConnection connection, String body) throws IOException {
        connection.setRequestProperty("X-Trino-User", "test");
        if (body != null) {
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        try (var content = connection.getInputStream()) {
            return HttpQuery.answer(content).nextUri();
        }
    }

    private static List<String> rows(String compiled, String sql, String... session) throws SQLException {
        Map<String, String> properties = new java.util.HashMap<>(Map.of("compiled_execution", compiled));
        for (int i = 0; i < session.length; i += 2) {
            properties.put(session[i], session[i + 1]);
        }
        try (Connection connection = engine.connect(properties)) {
            return Sql.rows(connection, sql);
        }
    }

    private static void awaitIdle() {
        await(() -> runningTasks() == 0);
    }

    private static long runningTasks() {
        return runningTasks(engine);
    }

    private static long runningTasks(PlanningEngine engine) {
        return engine.instance(SqlTaskManager.class).getAllTasks().stream()
                .filter(task -> !task.getTaskState().isDone()).count();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("after " + PATIENCE).isLessThan(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

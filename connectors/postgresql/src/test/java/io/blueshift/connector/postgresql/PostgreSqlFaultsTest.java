package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.JdbcConnector;
import io.blueshift.connector.jdbc.RememberedTables;
import io.blueshift.embedded.EmbeddedPostgres;
import io.blueshift.embedded.ServerOptions;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import static io.blueshift.connector.jdbc.Eventually.eventually;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.execute;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.properties;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/** What a user sees when something is wrong with the source, how soon, and that nothing is left behind. */
@TestInstance(PER_CLASS)
class PostgreSqlFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String PASSWORD = "correct-horse-battery";
    private static final String WRONG_PASSWORD = "wrong-staple-secret";

    private EmbeddedPostgres postgres;
    private QueryRunner runner;

    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.start(ServerOptions.temporary().withUser("reader", PASSWORD));
        runner = PostgreSqlQueryRunner.create(postgres, Map.of(), List.of());
        createViews();
    }

    private void createViews() {
        execute(postgres,
                "CREATE OR REPLACE VIEW tpch.slow AS SELECT n, pg_sleep(n)::text AS s FROM generate_series(60, 61) n");
        execute(postgres, "CREATE OR REPLACE VIEW tpch.endless AS SELECT a AS n, repeat('x', 100) AS s"
                + " FROM generate_series(1, 10000) a, generate_series(1, 10000) b");
        execute(postgres,
                "CREATE OR REPLACE VIEW tpch.broken AS SELECT n, 1 / (n - 3) AS q FROM generate_series(1, 5) n");
    }

    @AfterAll
    void stop() {
        runner.close();
        postgres.close();
    }

    @Test
    void tablesAlteredWhileTheyAreRemembered() {
        catalog("remembering", Map.of("metadata.cache-ttl", "10m", "statistics.cache-ttl", "10m"));
        new RememberedTables(runner, sql -> execute(postgres, sql), "remembering").check();
    }

    @Test
    void wrongPassword() {
        catalog("wrong_password", Map.of("connection-user", "reader", "connection-password", WRONG_PASSWORD));
        assertFails("SELECT * FROM wrong_password.tpch.slow",
                "Catalog 'wrong_password' (PostgreSQL at 127.0.0.1:" + postgres.port()
                        + "/postgres): FATAL: password authentication failed for user \"reader\"");
        catalog("right_password", Map.of("connection-user", "reader", "connection-password", PASSWORD));
        assertThat(runner.execute("SHOW SCHEMAS FROM right_password").getMaterializedRows()).isNotEmpty();
    }

    @Test
    void unknownHost() {
        catalog("unknown_host", Map.of("connection-url", "jdbc:postgresql://no-such-host.invalid:5432/db"));
        assertFails("SHOW SCHEMAS FROM unknown_host",
                "Catalog 'unknown_host' (PostgreSQL at no-such-host.invalid:5432/db): ");
        // One catalog's trouble is no other's
        assertThat(runner.execute("SELECT count(*) FROM tpch.tiny.nation").getOnlyValue()).isEqualTo(25L);
    }

    @Test
    void refusedPort() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        catalog("refused", Map.of("connection-url", "jdbc:postgresql://127.0.0.1:" + free + "/db"));
        assertFails("SHOW SCHEMAS FROM refused",
                "Catalog 'refused' (PostgreSQL at 127.0.0.1:" + free + "/db): Connection to 127.0.0.1:"
                        + free + " refused");
    }

    @Test
    void silentHost() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            catalog("silent", Map.of("connection-url", "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/db",
                    "connection-timeout", "1s"));
            assertFails("SHOW SCHEMAS FROM silent",
                    "Catalog 'silent' (PostgreSQL at 127.0.0.1:" + silent.getLocalPort() + "/db): ");
        }
    }

    /** One query waits for a host that does not answer; the others hear at once what the one before it heard. */
    @Test
    void aHostThatWasSilentIsAskedByOneQueryAtATime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            catalog("mute", Map.of("connection-url", "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/db",
                    "connection-timeout", "4s"));
            assertFails("SHOW SCHEMAS FROM mute", "Catalog 'mute' (PostgreSQL at 127.0.0.1:");
            List<CompletableFuture<String>> crowd = Stream.generate(() -> CompletableFuture
                    .supplyAsync(() -> failure("SHOW SCHEMAS FROM mute"), Thread::startVirtualThread)).limit(4)
                    .toList();
            assertThat(crowd.stream().map(CompletableFuture::join).toList())
                    .allMatch(message -> message.contains("Catalog 'mute' (PostgreSQL at 127.0.0.1:"))
                    .anyMatch(message -> message.contains("): down since 2"))
                    .anyMatch(message -> !message.contains("down since"));
        }
    }

    private String failure(String sql) {
        try {
            return runner.execute(sql).toString();
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    @Test
    void aQueueForConnectionsHasAnEnd() {
        catalog("crowded", Map.of("connection-pool.max-size", "1", "connection-pool.max-waiting", "0"));
        CompletableFuture<?> running = CompletableFuture
                .runAsync(() -> runner.execute("SELECT * FROM crowded.tpch.slow"), Thread::startVirtualThread);
        eventually(SOON, () -> running(sleeping()) == 1);
        assertFails("SELECT * FROM crowded.tpch.endless LIMIT 1",
                "1 connections in use (connection-pool.max-size), and 0 queries wait already (connection-pool.max-waiting)");
        kill("SELECT * FROM crowded.tpch.slow");
        assertThatThrownBy(running::join).hasMessageContaining("enough");
        assertNothingRuns();
    }

    /** Many who come together to a source where that takes long do not wait for one another. */
    @Test
    void connectionsAreOpenedAtOnce() throws IOException {
        try (Balancer distant = new Balancer(List.of(postgres.port()), Duration.ofMillis(400))) {
            catalog("distant", Map.of("connection-url",
                    postgres.jdbcUrl().replace(":" + postgres.port(), ":" + distant.port())));
            List<CompletableFuture<String>> crowd = Stream
                    .generate(() -> CompletableFuture.supplyAsync(() -> failure("SHOW SCHEMAS FROM distant"),
                            Thread::startVirtualThread))
                    .limit(18).toList();
            assertThat(crowd.stream().map(CompletableFuture::join).toList()).allMatch(text -> text.contains("tpch"));
        }
    }

    /** Who has given up does not keep a place in the queue. */
    @Test
    void whoIsCancelledWaitsNoLonger() {
        catalog("patient", Map.of("connection-pool.max-size", "1", "connection-pool.max-waiting", "1",
                "metadata.cache-ttl", "10m", "statistics.cache-ttl", "10m"));
        String slow = "SELECT * FROM patient.tpch.slow";
        List<String> waiting = List.of("SELECT n, 1 FROM patient.tpch.slow", "SELECT n, 2 FROM patient.tpch.slow");
        // Afterwards tables are known, and nobody asks while the query is planned
        waiting.forEach(sql -> runner.execute("EXPLAIN " + sql));
        CompletableFuture<?> running = CompletableFuture.runAsync(() -> runner.execute(slow),
                Thread::startVirtualThread);
        eventually(SOON, () -> running(sleeping()) == 1);
        for (String sql : waiting) {
            CompletableFuture<?> query = CompletableFuture.runAsync(() -> runner.execute(sql),
                    Thread::startVirtualThread);
            eventually(SOON, () -> waiting("patient") == 1);
            kill(sql);
            assertThatThrownBy(query::join).hasMessageContaining("enough");
            eventually(SOON, () -> waiting("patient") == 0);
        }
        kill(slow);
        assertThatThrownBy(running::join).hasMessageContaining("enough");
        assertNothingRuns();
    }

    private int waiting(String catalog) {
        return ((JdbcConnector) runner.getCoordinator().getConnector(catalog)).state().orElseThrow().waiting();
    }

    /** As the text of a query cannot, but what it calls. */
    @Test
    void whatAQueryInTheSourcesSqlCallsChangesNothing() {
        execute(postgres, "CREATE TABLE tpch.written (n integer)");
        execute(postgres, "CREATE FUNCTION tpch.write() RETURNS integer LANGUAGE sql AS"
                + " 'INSERT INTO tpch.written VALUES (1) RETURNING n'");
        String query = "SELECT n FROM TABLE(system.query('SELECT tpch.write() AS n'))";
        assertThat(runner.execute(query).getOnlyValue()).isEqualTo(1);
        assertThat(runner.execute(query + " WHERE n > 0 LIMIT 5").getOnlyValue()).isEqualTo(1);
        assertThat(query(postgres, "SELECT count(*) FROM tpch.written")).containsExactly("0");
        assertNothingRuns();
    }

    @Test
    void urlOfAnotherKind() {
        assertThatThrownBy(
                () -> catalog("odd", Map.of("connection-url", "jdbc:mysql://host/db?password=" + WRONG_PASSWORD)))
                .hasStackTraceContaining("connection-url is not of the form jdbc:postgresql://host:port/database")
                .hasStackTraceContaining("connection-url").extracting(Throwable::toString).asString()
                .doesNotContain(WRONG_PASSWORD);
    }

    @Test
    void credentialsBeforeTheHost() {
        assertThatThrownBy(
                () -> catalog("odd",
                        Map.of("connection-url", "jdbc:postgresql://u:" + WRONG_PASSWORD + "@host:5432/db")))
                .hasStackTraceContaining("use connection-user and connection-password").extracting(Throwable::toString)
                .asString().doesNotContain(WRONG_PASSWORD);
    }

    @Test
    void anErrorOfTheSourceNamesTheRemoteSql() {
        assertFails("SELECT q FROM broken",
                "ERROR: division by zero. Remote SQL: SELECT \"q\" FROM \"tpch\".\"broken\"");
        assertNothingRuns();
    }

    @Test
    void cancelReachesTheSource() {
        CompletableFuture<?> running = CompletableFuture.runAsync(() -> runner.execute("SELECT * FROM slow"),
                Thread::startVirtualThread);
        eventually(SOON, () -> running(sleeping()) == 1);
        kill("SELECT * FROM slow");
        assertThatThrownBy(running::join).isInstanceOf(CompletionException.class).hasMessageContaining("enough");
        eventually(SOON, () -> running(sleeping()) == 0);
        assertNothingRuns();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE held ADD COLUMN m bigint", "TRUNCATE TABLE held", "DELETE FROM held",
            "INSERT INTO held VALUES 1"})
    void aCancelledChangeEndsAtTheSource(String sql) throws SQLException {
        execute(postgres, "CREATE TABLE IF NOT EXISTS tpch.held AS SELECT 0::bigint AS n");
        try (Connection other = PostgreSqlQueryRunner.connect(postgres);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE tpch.held IN SHARE ROW EXCLUSIVE MODE");
            CompletableFuture<?> running = CompletableFuture.runAsync(() -> runner.execute(sql),
                    Thread::startVirtualThread);
            eventually(SOON, () -> running("wait_event_type = 'Lock'") == 1);
            kill(sql);
            assertThatThrownBy(running::join).hasMessageContaining("enough");
            assertNothingRuns();
            other.rollback();
        }
        assertThat(query(postgres, "SELECT count(*) || ' ' || max(to_jsonb(h)::text) FROM tpch.held h"))
                .containsExactly("1 {\"n\": 0}");
    }

    @Test
    void aScanThatIsNotReadToItsEndLeavesNothingRunning() {
        assertThat(runner.execute("SELECT n FROM endless WHERE rand() < 2 LIMIT 5").getRowCount()).isEqualTo(5);
        assertNothingRuns();
    }

    @Test
    void exhaustedPool() {
        catalog("tight", Map.of("connection-pool.max-size", "1", "connection-pool.wait-timeout", "1s"));
        CompletableFuture<?> running = CompletableFuture
                .runAsync(() -> runner.execute("SELECT * FROM tight.tpch.slow"), Thread::startVirtualThread);
        eventually(SOON, () -> running(sleeping()) == 1);
        assertFails("SELECT * FROM tight.tpch.endless LIMIT 1",
                "no connection became free within 1.00s: 1 in use (connection-pool.max-size)");
        kill("SELECT * FROM tight.tpch.slow");
        assertThatThrownBy(running::join).hasMessageContaining("enough");
        assertThat(runner.execute("SELECT * FROM tight.tpch.endless LIMIT 1").getRowCount()).isEqualTo(1);
        assertNothingRuns();
    }

    @Test
    void serverKilledInMidQuery() {
        CompletableFuture<?> running = CompletableFuture
                .runAsync(() -> runner.execute("SELECT approx_distinct(s) FROM endless"), Thread::startVirtualThread);
        eventually(SOON, () -> running("query LIKE '%endless%' AND state = 'active'") == 1);
        postgres.kill();
        assertTimeoutPreemptively(SOON, () -> assertThatThrownBy(running::join)
                .hasMessageContaining("Catalog 'postgresql' (PostgreSQL at 127.0.0.1:")
                .hasMessageContaining("Remote SQL: SELECT \"s\""));
        assertThat(runner.execute("SELECT count(*) FROM tpch.tiny.nation").getOnlyValue()).isEqualTo(25L);
        assertFails("SHOW TABLES FROM postgresql.tpch", "refused");
        postgres.restart();
        // Connections of before are found dead and replaced
        assertThat(runner.execute("SELECT n FROM endless LIMIT 2").getRowCount()).isEqualTo(2);
        assertNothingRuns();
    }

    @Test
    void aFailedInsertLeavesTheTargetUntouched() {
        execute(postgres, "CREATE TABLE IF NOT EXISTS tpch.target (n bigint CHECK (n < 1000))");
        String tables = "SELECT string_agg(tablename, ',' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'tpch'";
        List<String> before = query(postgres, tables);
        assertFails("INSERT INTO target SELECT 100 / (nationkey - 20) FROM tpch.tiny.nation", "Division by zero");
        assertFails("INSERT INTO target SELECT orderkey FROM tpch.tiny.orders", "violates check constraint");
        assertFails("CREATE TABLE made AS SELECT 100 / (nationkey - 20) AS n FROM tpch.tiny.nation",
                "Division by zero");
        assertThat(query(postgres, "SELECT count(*) FROM tpch.target")).containsExactly("0");
        eventually(SOON, () -> query(postgres, tables).equals(before));
        runner.execute("INSERT INTO target SELECT nationkey FROM tpch.tiny.nation");
        assertThat(query(postgres, "SELECT count(*) FROM tpch.target")).containsExactly("25");
        assertThat(query(postgres, tables)).isEqualTo(before);
        assertNothingRuns();
    }

    @Test
    void namesThatDifferInCaseOnly() {
        execute(postgres, "CREATE TABLE tpch.\"Twice\" (\"A\" integer)");
        assertThat(runner.execute("SELECT a FROM twice").getRowCount()).isZero();
        execute(postgres, "CREATE TABLE tpch.\"tWICE\" (a integer)");
        assertFails("SELECT * FROM twice", "Table tpch.twice could be any of tpch.Twice, tpch.tWICE");
        execute(postgres, "DROP TABLE tpch.\"tWICE\"");
        execute(postgres, "ALTER TABLE tpch.\"Twice\" ADD COLUMN a integer");
        assertFails("SELECT * FROM twice", "columns A and a of table tpch.twice differ in case only");
        execute(postgres, "DROP TABLE tpch.\"Twice\"");
    }

    private void catalog(String name, Map<String, String> properties) {
        runner.createCatalog(name, "postgresql", properties(postgres, properties));
    }

    private void assertFails(String sql, String message) {
        assertTimeoutPreemptively(SOON,
                () -> assertThatThrownBy(() -> runner.execute(sql)).hasMessageContaining(message)
                        .extracting(Throwable::getMessage).asString().doesNotContain(WRONG_PASSWORD)
                        .doesNotContain(PASSWORD));
    }

    /** No statement, no transaction left open. */
    private void assertNothingRuns() {
        eventually(SOON, () -> running("state <> 'idle'") == 0);
    }

    private static String sleeping() {
        return "query LIKE '%slow%' AND state = 'active'";
    }

    private int running(String condition) {
        return Integer.parseInt(query(postgres,
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'blueshift' AND " + condition)
                .getFirst());
    }

    private void kill(String sql) {
        Object id = runner
                .execute("SELECT max(query_id) FROM system.runtime.queries WHERE state NOT IN ('FINISHED', 'FAILED')"
                        + " AND query = '" + sql + "'")
                .getOnlyValue();
        runner.execute("CALL system.runtime.kill_query(query_id => '" + id + "', message => 'enough')");
    }
}

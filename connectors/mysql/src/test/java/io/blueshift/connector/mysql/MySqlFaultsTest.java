package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.RememberedTables;
import io.blueshift.embedded.EmbeddedMySql;
import io.blueshift.embedded.ServerOptions;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/** What goes wrong around a MySQL, and that it is told at once, by name, without leaving anything behind. */
@TestInstance(PER_CLASS)
@Timeout(120)
final class MySqlFaultsTest {
    private static final String USER = "reader";
    private static final String PASSWORD = "open-sesame";
    private static final long ERROR_SECONDS_MAX = 15;

    private EmbeddedMySql mysql;
    private QueryRunner runner;

    @BeforeAll
    void start() throws Exception {
        mysql = EmbeddedMySql.start(ServerOptions.temporary().withUser(USER, PASSWORD));
        runner = MySqlQueryRunner.create(mysql);
        MySqlQueryRunner.execute(mysql, "CREATE VIEW tpch.slow AS SELECT sleep(60) x",
                "CREATE TABLE tpch.target (x int PRIMARY KEY)",
                "INSERT INTO tpch.target VALUES (1), (2)");
    }

    @AfterAll
    void stop() {
        runner.close();
        mysql.close();
    }

    private void createCatalog(String name, Map<String, String> more) {
        runner.createCatalog(name, "mysql", MySqlQueryRunner.properties(mysql, more));
    }

    @Test
    void rightPasswordIsLetIn() {
        createCatalog("known", Map.of("connection-user", USER, "connection-password", PASSWORD));
        assertThat(runner.execute("SELECT count(*) FROM known.tpch.target").getOnlyValue()).isEqualTo(2L);
    }

    @Test
    void wrongPassword() {
        createCatalog("stranger", Map.of("connection-user", USER, "connection-password", "open-barley"));
        failsSoon("SELECT * FROM stranger.tpch.target", "Catalog 'stranger' (MySQL at 127.0.0.1:" + mysql.port() + ")",
                "Access denied for user 'reader'");
    }

    @Test
    void unknownHost() {
        createCatalog("nowhere", Map.of("connection-url", "jdbc:mysql://no-such-host.invalid:3306"));
        failsSoon("SELECT * FROM nowhere.tpch.target", "Catalog 'nowhere' (MySQL at no-such-host.invalid:3306)",
                "no-such-host.invalid");
        assertThat(runner.execute("SELECT 1 FROM mysql.tpch.target").getRowCount()).isEqualTo(2);
    }

    /** It accepts, and says nothing; its silence later on is a query that takes long. */
    @Test
    void silentHost() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            createCatalog("mute", Map.of("connection-url", "jdbc:mysql://127.0.0.1:" + silent.getLocalPort(),
                    "connection-timeout", "1s"));
            failsSoon("SELECT * FROM mute.tpch.target",
                    "Catalog 'mute' (MySQL at 127.0.0.1:" + silent.getLocalPort() + ")");
        }
        createCatalog("hasty", Map.of("connection-timeout", "2s"));
        assertThat(runner.execute("SELECT x FROM TABLE(hasty.system.query('SELECT sleep(2.2) x'))").getRowCount())
                .isEqualTo(1);
    }

    @Test
    void nobodyListens() {
        createCatalog("silent", Map.of("connection-url", "jdbc:mysql://127.0.0.1:1"));
        failsSoon("SELECT * FROM silent.tpch.target", "Catalog 'silent' (MySQL at 127.0.0.1:1)", "refused");
    }

    @Test
    void credentialsBesideTheHost() {
        createCatalog("keyed", Map.of("connection-url",
                "jdbc:mysql://address=(host=127.0.0.1)(port=1)(user=u)(password=open-barley)/d"));
        failsSoon("SELECT * FROM keyed.tpch.target", "Catalog 'keyed' (MySQL at 127.0.0.1:1)", "refused");
    }

    @Test
    void wrongUrl() {
        assertThatThrownBy(() -> createCatalog("odd", Map.of("connection-url", "jdbc:postgresql://u:secret@host/d")))
                .hasMessageContaining("connection-url").hasMessageNotContaining("secret");
    }

    private void failsSoon(String sql, String... messages) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> runner.execute(sql)).satisfies(e -> {
            for (String message : messages) {
                assertThat(e).hasMessageContaining(message);
            }
        }).hasMessageNotContaining(PASSWORD).hasMessageNotContaining("open-barley");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(ERROR_SECONDS_MAX);
    }

    @Test
    void cancelReachesMySql() throws Exception {
        CompletableFuture<?> query = CompletableFuture
                .supplyAsync(() -> runner.execute("SELECT x, 'cancelled' FROM slow"), Thread::startVirtualThread);
        awaitRunning(1);
        kill("SELECT x, 'cancelled' FROM slow");
        assertThatThrownBy(query::get).isInstanceOf(ExecutionException.class).hasMessageContaining("enough");
        awaitRunning(0);
    }

    private void kill(String sql) {
        Object id = runner.execute("SELECT query_id FROM system.runtime.queries WHERE state = 'RUNNING' AND query = '"
                + sql.replace("'", "''") + "'").getOnlyValue();
        runner.execute("CALL system.runtime.kill_query('" + id + "', 'enough')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE held ADD COLUMN m bigint", "TRUNCATE TABLE held", "DELETE FROM held"})
    void aCancelledChangeEndsInMySql(String sql) throws Exception {
        MySqlQueryRunner.execute(mysql, "CREATE TABLE IF NOT EXISTS tpch.held AS SELECT 0 AS n");
        String waiting = "SELECT count(*) FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table%'";
        try (Connection other = MySqlQueryRunner.connect(mysql); Statement statement = other.createStatement()) {
            statement.execute("LOCK TABLES tpch.held READ");
            CompletableFuture<?> change = CompletableFuture.supplyAsync(() -> runner.execute(sql),
                    Thread::startVirtualThread);
            await(waiting, 1);
            kill(sql);
            assertThatThrownBy(change::get).isInstanceOf(ExecutionException.class).hasMessageContaining("enough");
            await(waiting, 0);
        }
        assertThat(runner.execute("SELECT * FROM held").getMaterializedRows()).hasToString("[[0]]");
    }

    @Test
    void tablesAlteredWhileTheyAreRemembered() {
        Map<String, String> remembering = Map.of("metadata.cache-ttl", "10m", "statistics.cache-ttl", "10m");
        createCatalog("remembering", remembering);
        new RememberedTables(runner, sql -> MySqlQueryRunner.execute(mysql, sql), "remembering").check();
    }

    @Test
    void rowsNobodyWantsAreNotRead() throws Exception {
        MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch.wide (x varchar(1000))",
                "INSERT INTO tpch.wide WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                        + " SELECT REPEAT('x', 1000) FROM n");
        MySqlQueryRunner.execute(mysql, "CREATE VIEW tpch.huge AS SELECT a.x FROM tpch.wide a, tpch.wide b");
        // A million rows of a thousand bytes; the limit is not pushed because the engine filters
        assertThat(runner.execute("SELECT x FROM huge WHERE rand() < 2 LIMIT 5").getRowCount()).isEqualTo(5);
        awaitRunning(0);
    }

    @Test
    void aFailedInsertLeavesTheTargetAsItWas() throws InterruptedException {
        assertThatThrownBy(() -> runner.execute("INSERT INTO target VALUES 3, 4, 1"))
                .hasMessageContaining("Duplicate entry '1'")
                .hasMessageContaining("Catalog 'mysql'");
        assertThat(runner.execute("SELECT x FROM target").getRowCount()).isEqualTo(2);
        assertThatThrownBy(() -> runner.execute("CREATE TABLE half AS SELECT 1 / (x - 2) y FROM target"))
                .hasMessageContaining("Division by zero");
        // The engine says that a query has failed before it has ended the query's transaction
        await("SELECT count(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'tpch'"
                + " AND (TABLE_NAME LIKE 'blueshift%' OR TABLE_NAME = 'half')", 0);
    }

    /** Waits until that many statements on the view run in MySQL. */
    private void awaitRunning(int count) throws InterruptedException {
        await("SELECT count(*) FROM information_schema.PROCESSLIST"
                + " WHERE COMMAND <> 'Sleep' AND (INFO LIKE '%`slow`%' OR INFO LIKE '%`huge`%') AND INFO NOT LIKE '%PROCESSLIST%'",
                count);
    }

    private void await(String query, int count) throws InterruptedException {
        String found = "";
        for (int i = 0; i < 300; i++) {
            found = MySqlQueryRunner.value(mysql, query);
            if (found.equals(Integer.toString(count))) {
                return;
            }
            Thread.sleep(100);
        }
        assertThat(found).isEqualTo(Integer.toString(count));
    }

    /** Its own server: what is killed is nobody else's. */
    @Test
    void serverKilledInMidQuery() throws Exception {
        try (EmbeddedMySql doomed = EmbeddedMySql.start()) {
            MySqlQueryRunner.execute(doomed, "CREATE SCHEMA tpch", "CREATE VIEW tpch.slow AS SELECT sleep(60) x");
            runner.createCatalog("doomed", "mysql",
                    MySqlQueryRunner.properties(doomed, Map.of("connection-pool.max-size", "2")));
            CompletableFuture<?> query = CompletableFuture
                    .supplyAsync(() -> runner.execute("SELECT x FROM doomed.tpch.slow"), Thread::startVirtualThread);
            while (!MySqlQueryRunner
                    .value(doomed, "SELECT count(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE '%`slow`%'"
                            + " AND INFO NOT LIKE '%PROCESSLIST%'")
                    .equals("1")) {
                Thread.sleep(50);
            }
            doomed.kill();
            assertThatThrownBy(() -> query.get(ERROR_SECONDS_MAX, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("Catalog 'doomed' (MySQL at 127.0.0.1:" + doomed.port() + ")")
                    .hasMessageContaining("`slow`");
            assertThat(runner.execute("SELECT count(*) FROM mysql.tpch.target").getOnlyValue()).isEqualTo(2L);
            failsSoon("SELECT * FROM doomed.tpch.slow", "Catalog 'doomed'");
            doomed.restart();
            // More often than the pool has connections: none was lost
            for (int i = 0; i < 4; i++) {
                assertThat(runner
                        .execute("SELECT count(*) FROM doomed.information_schema.tables WHERE table_schema = 'tpch'")
                        .getOnlyValue())
                        .isEqualTo(1L);
            }
        }
    }
}

package io.blueshift.connector.mysql;

import io.blueshift.embedded.EmbeddedMySql;
import io.blueshift.embedded.ServerOptions;
import io.trino.Session;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import static io.blueshift.connector.jdbc.Eventually.eventually;
import static io.blueshift.connector.mysql.MySqlQueryRunner.execute;
import static io.blueshift.connector.mysql.MySqlQueryRunner.properties;
import static io.blueshift.connector.mysql.MySqlQueryRunner.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/** Large tables are read in parts where somebody wants it, of one state of the table, and nothing stays open afterwards. */
@TestInstance(PER_CLASS)
@Timeout(300)
final class MySqlParallelReadTest {
    /** The server shows its transactions as they were until nobody has looked for a tenth of a second. */
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ROWS = 70_000;
    private static final String READER = "reader";
    private static final String PASSWORD = "open-sesame";
    /** Not for the source, which has no such function: rows are read, not counted there. */
    private static final String READ = "SELECT count(*), sum(amount), sum(length(filler)) FROM %s WHERE rand() < 2";

    private EmbeddedMySql mysql;
    private QueryRunner runner;

    @BeforeAll
    void start() throws Exception {
        mysql = EmbeddedMySql.start(ServerOptions.temporary().withUser(READER, PASSWORD));
        runner = MySqlQueryRunner.create(mysql);
        runner.createCatalog("wide", "mysql", properties(mysql, Map.of("read-parallelism", "4")));
        execute(mysql, "SET GLOBAL log_output = 'TABLE', general_log = ON");
        fill("accounts", "id int PRIMARY KEY");
    }

    private void fill(String table, String key) {
        execute(mysql, "CREATE TABLE tpch." + table + " (" + key + ", amount bigint, filler varchar(1000))",
                "SET SESSION cte_max_recursion_depth = 100000",
                "INSERT INTO tpch." + table + " WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL"
                        + " SELECT n + 1 FROM numbers WHERE n < " + ROWS
                        + ") SELECT n, 0, REPEAT('x', 1000) FROM numbers",
                "ANALYZE TABLE tpch." + table);
    }

    @AfterAll
    void stop() {
        runner.close();
        mysql.close();
    }

    @Test
    void aLargeTableIsReadInParts() {
        fill("large", "id bigint unsigned PRIMARY KEY");
        assertComplete("wide.tpch.large");
        assertThat(parts("large")).isEqualTo(4);
        assertNothingRuns();
    }

    /** Nobody's tables are locked who has not asked for it. */
    @Test
    void oneConnectionUnlessAskedFor() {
        fill("unasked", "id int PRIMARY KEY");
        assertComplete("mysql.tpch.unasked");
        assertThat(parts("unasked")).isZero();
        assertThat(logged("LOCK TABLES%unasked%")).isZero();
    }

    /** Every transfer keeps the sum, and touches rows of different parts. */
    @Test
    void partsAreOfOneState() {
        fill("moving", "id int PRIMARY KEY");
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> transfers = CompletableFuture.supplyAsync(() -> {
            int count = 0;
            for (; !enough.get(); count++) {
                int id = count * 997 % (ROWS / 2) + 1;
                execute(mysql, "UPDATE tpch.moving SET amount = amount + IF(id > " + ROWS / 2 + ", 1, -1)"
                        + " WHERE id IN (" + id + ", " + (id + ROWS / 2) + ")");
            }
            return count;
        }, Thread::startVirtualThread);
        try {
            for (int i = 0; i < 10; i++) {
                assertComplete("wide.tpch.moving");
            }
        } finally {
            enough.set(true);
        }
        assertThat(transfers.join()).isPositive();
        assertThat(parts("moving")).isGreaterThan(1);
        assertThat(value(mysql, "SELECT count(*) FROM tpch.moving WHERE amount <> 0")).isNotEqualTo("0");
        assertNothingRuns();
    }

    @Test
    void withoutALockNoneIsTaken() {
        fill("loose", "id int PRIMARY KEY");
        Session session = session("read_consistency", "NONE");
        assertThat(runner.execute(session, READ.formatted("wide.tpch.loose")).getMaterializedRows().getFirst()
                .getField(0)).isEqualTo((long) ROWS);
        assertThat(parts("loose")).isEqualTo(4);
        assertThat(logged("LOCK TABLES%loose%")).isZero();
    }

    /** A lock that cannot be had, for a right that lacks or for a writer, leaves one connection. */
    @Test
    void whereNoLockIsToBeHad() {
        fill("guarded", "id int PRIMARY KEY");
        execute(mysql, "REVOKE ALL, GRANT OPTION FROM '" + READER + "'@'%'",
                "GRANT SELECT ON tpch.* TO '" + READER + "'@'%'");
        runner.createCatalog("modest", "mysql", properties(mysql,
                Map.of("read-parallelism", "4", "connection-user", READER, "connection-password", PASSWORD)));
        assertComplete("modest.tpch.guarded");
        assertThat(parts("guarded")).isZero();
        assertNothingRuns();
    }

    @Test
    void whatIsNotCut() {
        fill("by_name", "id varchar(20) PRIMARY KEY");
        execute(mysql, "CREATE TABLE tpch.few AS SELECT * FROM tpch.accounts WHERE id <= 1000",
                "ALTER TABLE tpch.few ADD PRIMARY KEY (id)",
                "CREATE VIEW tpch.seen AS SELECT * FROM tpch.accounts");
        assertComplete("wide.tpch.by_name");
        assertThat(parts("by_name")).isZero();
        assertComplete("wide.tpch.seen");
        assertThat(parts("seen")).isZero();
        assertThat(runner.execute("SELECT * FROM wide.tpch.few").getRowCount()).isEqualTo(1000);
        assertThat(parts("few")).isZero();
        fill("limited", "id int PRIMARY KEY");
        assertThat(runner.execute("SELECT * FROM wide.tpch.limited LIMIT 7").getRowCount()).isEqualTo(7);
        assertThat(runner.execute("SELECT * FROM wide.tpch.limited WHERE id = 7").getRowCount()).isEqualTo(1);
        assertThat(logged("%`limited`%`id` >= %")).isZero();
    }

    @Test
    void smallPools() {
        for (int size = 1; size <= 5; size++) {
            String catalog = "pool_" + size;
            runner.createCatalog(catalog, "mysql", properties(mysql,
                    Map.of("connection-pool.max-size", Integer.toString(size), "connection-pool.wait-timeout", "5s",
                            "read-parallelism", "4")));
            assertComplete(catalog + ".tpch.accounts");
            assertNothingRuns();
        }
    }

    @Test
    void cancelledAndFailedQueriesLeaveNothingOpen() {
        String slow = "SELECT count(*) FROM wide.tpch.accounts a, wide.tpch.accounts b"
                + " WHERE length(a.filler) + length(b.filler) < rand()";
        CompletableFuture<?> running = CompletableFuture.runAsync(() -> runner.execute(slow),
                Thread::startVirtualThread);
        String find = "SELECT query_id FROM system.runtime.queries WHERE state = 'RUNNING' AND query = '" + slow + "'";
        eventually(SOON, () -> parts("accounts") > 0 && runner.execute(find).getRowCount() == 1);
        Object id = runner.execute(find).getOnlyValue();
        runner.execute("CALL system.runtime.kill_query(query_id => '" + id + "', message => 'enough')");
        assertThatThrownBy(running::join).hasMessageContaining("enough");
        assertNothingRuns();
        assertThatThrownBy(() -> runner
                .execute("SELECT sum(1 / (length(filler) - 1000)) FROM wide.tpch.accounts WHERE rand() < 2"))
                .hasMessageContaining("Division by zero");
        assertThat(runner.execute("SELECT id FROM wide.tpch.accounts WHERE rand() < 2 LIMIT 3").getRowCount())
                .isEqualTo(3);
        assertNothingRuns();
    }

    private Session session(String property, String value) {
        return Session.builder(runner.getDefaultSession()).setCatalogSessionProperty("wide", property, value).build();
    }

    private void assertComplete(String table) {
        assertThat(runner.execute(READ.formatted(table)).getMaterializedRows().getFirst().getFields())
                .isEqualTo(List.of((long) ROWS, 0L, ROWS * 1000L));
    }

    /** How many parts of the table were read at once at most, by the server's log. */
    private int parts(String table) {
        return Integer
                .parseInt(value(mysql, "SELECT count(DISTINCT argument) FROM mysql.general_log WHERE argument LIKE"
                        + " 'SELECT %`" + table + "` WHERE %`id` %' AND argument NOT LIKE '%general_log%'"));
    }

    private int logged(String pattern) {
        return Integer.parseInt(
                value(mysql, "SELECT count(*) FROM mysql.general_log WHERE argument LIKE '" + pattern
                        + "' AND argument NOT LIKE '%general_log%'"));
    }

    /** Neither statements nor transactions; connections that nobody uses may stay. */
    private void assertNothingRuns() {
        eventually(SOON, () -> value(mysql, "SELECT count(*) FROM information_schema.INNODB_TRX").equals("0"));
    }
}

package io.blueshift.connector.postgresql;

import io.blueshift.embedded.EmbeddedPostgres;
import io.blueshift.embedded.ServerOptions;
import io.trino.Session;
import io.trino.testing.QueryRunner;
import io.trino.transaction.TransactionId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import static io.airlift.concurrent.MoreFutures.getFutureValue;
import static io.blueshift.connector.jdbc.Eventually.eventually;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.connect;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.execute;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.properties;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/** Large tables are read in parts; parts and tables of one query are of one state of the database; nothing stays open. */
@TestInstance(PER_CLASS)
class PostgreSqlParallelReadTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ROWS = 70_000;
    /** Not for the source, which has no such function: rows are read, not counted there. */
    private static final String READ = "SELECT count(*), sum(amount), sum(length(filler)) FROM %s WHERE rand() < 2";

    /** Joined here, because the source cannot answer the filter of one side. */
    private static final String LEDGER = "SELECT sum(l.amount) FROM (SELECT * FROM ledger WHERE rand() < 2) l"
            + " JOIN gate g ON l.id = g.n";

    private EmbeddedPostgres postgres;
    private QueryRunner runner;
    private Session buildFirst;

    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.start(ServerOptions.temporary().withSetting("log_statement", "all"));
        runner = PostgreSqlQueryRunner.create(postgres, Map.of(), List.of());
        execute(postgres, "CREATE TABLE tpch.accounts (id integer PRIMARY KEY, amount bigint, filler text)");
        fill("accounts");
        execute(postgres, "CREATE VIEW tpch.gate AS SELECT n FROM generate_series(1, 3) n"
                + " WHERE pg_advisory_xact_lock_shared(7)::text = ''");
        // In the order that is written: the right side is read before the left one
        buildFirst = Session.builder(runner.getDefaultSession()).setSystemProperty("join_reordering_strategy", "NONE")
                .setSystemProperty("join_distribution_type", "BROADCAST").build();
    }

    private void fill(String table) {
        execute(postgres,
                "INSERT INTO tpch." + table + " SELECT n, 0, repeat('x', 1000) FROM generate_series(1, " + ROWS
                        + ") n");
    }

    @AfterAll
    void stop() {
        runner.close();
        postgres.close();
    }

    @Test
    void aLargeTableIsReadInParts() {
        execute(postgres, "CREATE TABLE tpch.large (LIKE tpch.accounts)");
        fill("large");
        assertComplete("large");
        assertThat(parts("large")).isEqualTo(4);
        assertNothingRuns();
    }

    /** Every transfer moves rows to the end of the table and keeps the sum. */
    @Test
    void partsAreOfOneState() {
        execute(postgres, "CREATE TABLE tpch.moving (LIKE tpch.accounts INCLUDING ALL)");
        fill("moving");
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> transfers = CompletableFuture.supplyAsync(() -> {
            int count = 0;
            for (; !enough.get(); count++) {
                execute(postgres, "UPDATE tpch.moving SET amount = amount + CASE WHEN id % 2 = 0 THEN 1 ELSE -1 END"
                        + " WHERE id BETWEEN " + count * 997 % ROWS / 2 * 2 + " + 1 AND " + count * 997 % ROWS / 2 * 2
                        + " + 200");
            }
            return count;
        }, Thread::startVirtualThread);
        try {
            for (int i = 0; i < 10; i++) {
                assertComplete("moving");
            }
        } finally {
            enough.set(true);
        }
        assertThat(transfers.join()).isPositive();
        assertThat(parts("moving")).isGreaterThan(1);
        assertThat(query(postgres, "SELECT count(*) FROM tpch.moving WHERE amount <> 0").getFirst()).isNotEqualTo("0");
        assertNothingRuns();
    }

    @Test
    void partitionsAndChildrenAreCut() {
        execute(postgres,
                "CREATE TABLE tpch.by_range (id integer, amount bigint, filler text) PARTITION BY RANGE (id)");
        execute(postgres, "CREATE TABLE tpch.range_1 PARTITION OF tpch.by_range FOR VALUES FROM (0) TO (50000)");
        execute(postgres, "CREATE TABLE tpch.range_2 PARTITION OF tpch.by_range FOR VALUES FROM (50000) TO (1000000)");
        fill("by_range");
        assertComplete("by_range");
        assertThat(parts("by_range")).isGreaterThan(1);
        execute(postgres, "CREATE TABLE tpch.parent (id integer, amount bigint, filler text)");
        execute(postgres, "CREATE TABLE tpch.child () INHERITS (tpch.parent)");
        fill("child");
        assertComplete("parent");
        assertThat(parts("parent")).isGreaterThan(1);
    }

    @Test
    void whatIsNotCut() {
        execute(postgres, "CREATE TABLE tpch.few AS SELECT * FROM tpch.accounts WHERE id <= 1000");
        execute(postgres, "CREATE VIEW tpch.seen AS SELECT * FROM tpch.accounts");
        assertThat(runner.execute("SELECT * FROM few").getRowCount()).isEqualTo(1000);
        assertThat(parts("few")).isZero();
        assertComplete("seen");
        assertThat(parts("seen")).isZero();
        execute(postgres, "CREATE TABLE tpch.limited (LIKE tpch.accounts INCLUDING ALL)");
        fill("limited");
        execute(postgres, "ANALYZE tpch.limited");
        assertThat(runner.execute("SELECT * FROM limited LIMIT 7").getRowCount()).isEqualTo(7);
        assertThat(runner.execute("SELECT * FROM limited WHERE id = 7").getRowCount()).isEqualTo(1);
        assertThat(parts("limited")).isZero();
        assertThat(runner.execute("SELECT id FROM limited WHERE filler <> 'Index Scan'").getRowCount())
                .isEqualTo(ROWS);
        assertThat(parts("limited")).isGreaterThan(1);
    }

    @Test
    void switches() {
        execute(postgres, "CREATE TABLE tpch.switched (LIKE tpch.accounts)");
        fill("switched");
        for (Map.Entry<String, String> property : List.of(Map.entry("read_parallelism", "1"),
                Map.entry("read_protocol", "RESULT_SET"))) {
            Session session = Session.builder(runner.getDefaultSession())
                    .setCatalogSessionProperty(PostgreSqlQueryRunner.CATALOG, property.getKey(), property.getValue())
                    .build();
            assertThat(runner.execute(session, READ.formatted("switched")).getMaterializedRows().getFirst().getField(0))
                    .isEqualTo((long) ROWS);
        }
        assertThat(parts("switched")).isZero();
    }

    @Test
    void smallPools() {
        for (int size = 1; size <= 3; size++) {
            String catalog = "pool_" + size;
            runner.createCatalog(catalog, "postgresql", properties(postgres,
                    Map.of("connection-pool.max-size", Integer.toString(size), "connection-pool.wait-timeout", "5s")));
            assertComplete(catalog + ".tpch.accounts");
            assertNothingRuns();
        }
    }

    /** Snapshots must not take the connections that those need who read in them. */
    @Test
    void manyQueriesShareAPool() {
        runner.createCatalog("shared", "postgresql",
                properties(postgres, Map.of("connection-pool.max-size", "4", "read-parallelism", "3")));
        List<CompletableFuture<Void>> queries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            queries.add(CompletableFuture.runAsync(() -> assertComplete("shared.tpch.accounts"),
                    Thread::startVirtualThread));
        }
        queries.forEach(CompletableFuture::join);
        assertNothingRuns();
    }

    @Test
    void cancelledAndFailedQueriesLeaveNothingOpen() {
        String slow = "SELECT count(*) FROM accounts a, accounts b WHERE length(a.filler) + length(b.filler) < rand()";
        CompletableFuture<?> running = CompletableFuture.runAsync(() -> runner.execute(slow),
                Thread::startVirtualThread);
        eventually(SOON, () -> parts("accounts") > 0 && runner.execute(
                "SELECT * FROM system.runtime.queries WHERE state = 'RUNNING' AND query = '" + slow + "'")
                .getRowCount() == 1);
        kill(slow);
        assertThatThrownBy(running::join).hasMessageContaining("enough");
        assertNothingRuns();
        assertThatThrownBy(
                () -> runner.execute("SELECT sum(1 / (length(filler) - 1000)) FROM accounts WHERE rand() < 2"))
                .hasMessageContaining("Division by zero");
        assertThat(runner.execute("SELECT id FROM accounts WHERE rand() < 2 LIMIT 3").getRowCount())
                .isEqualTo(3);
        assertNothingRuns();
    }

    /** What is committed when the first table is being read is too late for the second. */
    @Test
    void allTablesOfAQueryAreOfOneState() {
        for (String protocol : List.of("COPY", "RESULT_SET")) {
            createLedger();
            Session session = Session.builder(buildFirst)
                    .setCatalogSessionProperty(PostgreSqlQueryRunner.CATALOG, "read_protocol", protocol).build();
            assertThat(whileFirstTableIsRead(session, LEDGER,
                    () -> execute(postgres, "UPDATE tpch.ledger SET amount = 100"))).isEqualTo(0L);
            assertThat(runner.execute(session, LEDGER).getOnlyValue()).isEqualTo(300L);
            assertNothingRuns();
        }
    }

    /** To a snapshot these tables are empty, or others. */
    @Test
    void whatASnapshotDoesNotHideIsAnError() {
        for (String change : List.of("TRUNCATE tpch.ledger; INSERT INTO tpch.ledger VALUES (1, 1)",
                "ALTER TABLE tpch.ledger ALTER amount TYPE bigint",
                "DROP TABLE tpch.ledger; CREATE TABLE tpch.ledger AS SELECT 1 AS id, 1 AS amount",
                "ALTER TABLE tpch.ledger RENAME TO ledger_before; ALTER TABLE tpch.ledger_next RENAME TO ledger")) {
            createLedger();
            assertThatThrownBy(() -> whileFirstTableIsRead(buildFirst, LEDGER, () -> execute(postgres, change)), change)
                    .hasMessageContaining("table tpch.ledger was truncated, rewritten, replaced or renamed while this"
                            + " statement ran; repeat the statement");
        }
        createLedger();
        assertThat(whileFirstTableIsRead(buildFirst, LEDGER, () -> execute(postgres,
                "CREATE INDEX ON tpch.ledger (id); ALTER TABLE tpch.ledger ADD COLUMN more text; ANALYZE tpch.ledger")))
                .isEqualTo(0L);
        assertNothingRuns();
    }

    @Test
    void whoKeepsASnapshotMayBeLost() {
        createLedger();
        assertThatThrownBy(() -> whileFirstTableIsRead(buildFirst, LEDGER, () -> assertThat(query(postgres,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'"
                        + " AND application_name = 'blueshift'"))
                .containsExactly("t"))).hasMessageContaining(
                        "the connection that kept the state of the database in which this statement reads was lost");
        assertNothingRuns();
        assertThat(runner.execute(buildFirst, LEDGER).getOnlyValue()).isEqualTo(0L);
        assertThatThrownBy(() -> whileFirstTableIsRead(buildFirst, LEDGER, () -> kill(LEDGER)))
                .hasMessageContaining("enough");
        assertNothingRuns();
    }

    /** Behind a name that stands for several replicas: a snapshot is known to one of them. */
    @Test
    void statesOfOneServerAreNotSoughtInAnother() throws Exception {
        createLedger();
        try (EmbeddedPostgres other = EmbeddedPostgres.start(ServerOptions.temporary());
                Balancer balancer = new Balancer(List.of(postgres.port(), other.port()), Duration.ZERO)) {
            execute(other, "CREATE SCHEMA tpch");
            execute(other, "CREATE TABLE tpch.ledger AS SELECT n AS id, 0 AS amount FROM generate_series(1, 3) n");
            runner.createCatalog("balanced", "postgresql", properties(postgres, Map.of("connection-url",
                    postgres.jdbcUrl().replace(":" + postgres.port(), ":" + balancer.port()))));
            String join = "SELECT count(*) FROM balanced.tpch.ledger a JOIN balanced.tpch.ledger b ON a.id = b.id"
                    + " WHERE a.id + rand() < 9";
            Session session = Session.builder(runner.getDefaultSession())
                    .setCatalogSessionProperty("balanced", "join_pushdown", "NEVER").build();
            assertThatThrownBy(() -> runner.execute(session, join)).hasMessageContaining("lead to several servers");
            for (int i = 0; i < 3; i++) {
                assertThat(runner.execute(session, join).getOnlyValue()).isEqualTo(3L);
            }
        }
        assertNothingRuns();
    }

    @Test
    void oneStatementThatIsSentNeedsNoSnapshot() {
        int before = logged("pg_export_snapshot");
        runner.execute("SELECT * FROM accounts LIMIT 10");
        runner.execute("SELECT * FROM accounts WHERE id = 7");
        runner.execute("SELECT count(*) FROM accounts");
        runner.execute("EXPLAIN SELECT * FROM accounts a JOIN accounts b ON a.id = b.id");
        assertThat(logged("pg_export_snapshot")).isEqualTo(before);
        runner.execute("SELECT count(*) FROM accounts a JOIN accounts b ON a.id = b.id WHERE a.id + rand() < 1");
        assertThat(logged("pg_export_snapshot")).isEqualTo(before + 1);
    }

    /** Statements of one transaction see a state each, which nobody keeps between them. */
    @Test
    void aStatementOfATransaction() {
        createLedger();
        TransactionId transaction = runner.getTransactionManager().beginTransaction(false);
        Session session = Session.builder(buildFirst).setTransactionId(transaction).build();
        assertThat(runner.execute(session, LEDGER).getOnlyValue()).isEqualTo(0L);
        // The second scan never begins
        assertThat(runner.execute(session, "SELECT * FROM ledger l JOIN gate g ON l.id = g.n WHERE g.n + rand() > 100")
                .getRowCount()).isZero();
        assertNothingRuns();
        execute(postgres, "UPDATE tpch.ledger SET amount = 100");
        assertThat(runner.execute(session, LEDGER).getOnlyValue()).isEqualTo(300L);
        getFutureValue(runner.getTransactionManager().asyncCommit(transaction));
    }

    @Test
    void withoutAConnectionForItEachScanIsOfItsOwnState() {
        String self = "EXPLAIN ANALYZE VERBOSE SELECT count(*) FROM %1$s.tpch.accounts a JOIN %1$s.tpch.accounts b"
                + " ON a.id = b.id WHERE a.id + rand() < 100";
        for (String size : List.of("2", "4")) {
            String catalog = "sparing_" + size;
            runner.createCatalog(catalog, "postgresql",
                    properties(postgres, Map.of("connection-pool.max-size", size)));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> runner.execute("SELECT sum(1 / a.amount) FROM " + catalog
                        + ".tpch.accounts a JOIN " + catalog
                        + ".tpch.accounts b ON a.id = b.id WHERE a.id + rand() < 3"))
                        .hasMessageContaining("Division by zero");
                assertNothingRuns();
            }
            Session session = Session.builder(runner.getDefaultSession())
                    .setCatalogSessionProperty(catalog, "join_pushdown", "NEVER").build();
            String plan = (String) runner.execute(session, self.formatted(catalog)).getOnlyValue();
            assertThat(plan.contains("connections outside the common snapshot")).as(plan).isEqualTo(size.equals("2"));
        }
        assertNothingRuns();
    }

    private void createLedger() {
        execute(postgres, "DROP TABLE IF EXISTS tpch.ledger, tpch.ledger_before, tpch.ledger_next");
        execute(postgres, "CREATE TABLE tpch.ledger AS SELECT n AS id, 0 AS amount FROM generate_series(1, 3) n");
        execute(postgres, "CREATE TABLE tpch.ledger_next (LIKE tpch.ledger)");
    }

    /** Runs a query whose first table is {@code gate}, and something else before that can be read to its end. */
    private Object whileFirstTableIsRead(Session session, String sql, Runnable meanwhile) {
        try (Connection connection = connect(postgres); Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(7)");
            CompletableFuture<Object> result = CompletableFuture
                    .supplyAsync(() -> runner.execute(session, sql).getOnlyValue(), Thread::startVirtualThread);
            eventually(SOON,
                    () -> query(postgres, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                            .getFirst().equals("1"));
            meanwhile.run();
            statement.execute("SELECT pg_advisory_unlock(7)");
            return result.join();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void kill(String sql) {
        Object id = runner
                .execute("SELECT max(query_id) FROM system.runtime.queries WHERE state = 'RUNNING' AND query = '"
                        + sql + "'")
                .getOnlyValue();
        runner.execute("CALL system.runtime.kill_query(query_id => '" + id + "', message => 'enough')");
    }

    /** How many statements with this text the server's log shows. */
    private int logged(String text) {
        return Integer.parseInt(query(postgres, """
                SELECT count(*) FROM regexp_split_to_table(
                    pg_read_file(current_setting('data_directory') || '/../server.log'), E'\\n') line
                WHERE line LIKE '%%LOG: %%' || '%s' || '%%' AND line NOT LIKE '%%regexp_split_to_table%%'
                """.formatted(text)).getFirst());
    }

    private void assertComplete(String table) {
        assertThat(runner.execute(READ.formatted(table)).getMaterializedRows().getFirst().getFields())
                .isEqualTo(List.of((long) ROWS, 0L, ROWS * 1000L));
    }

    /** How many parts of the table were ever read, by the server's log. */
    private int parts(String table) {
        return Integer.parseInt(query(postgres, """
                SELECT count(DISTINCT substring(line FROM '"ctid".*'))
                FROM regexp_split_to_table(pg_read_file(current_setting('data_directory') || '/../server.log'), E'\\n') line
                WHERE line ~ '^[^\\]]*\\] LOG:  statement: COPY .*"%s".*"ctid"'
                """.formatted(table)).getFirst());
    }

    private void assertNothingRuns() {
        eventually(SOON,
                () -> query(postgres, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'blueshift'"
                        + " AND state <> 'idle'").getFirst().equals("0"));
    }
}

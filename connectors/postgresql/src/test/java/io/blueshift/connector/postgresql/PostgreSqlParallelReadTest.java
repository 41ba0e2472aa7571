package io.blueshift.connector.postgresql;

import io.blueshift.embedded.EmbeddedPostgres;
import io.blueshift.embedded.ServerOptions;
import io.trino.Session;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.execute;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.properties;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/** Large tables are read in parts, all of one state of the database, and nothing stays open afterwards. */
@TestInstance(PER_CLASS)
class PostgreSqlParallelReadTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ROWS = 70_000;
    /** Not for the source, which has no such function: rows are read, not counted there. */
    private static final String READ = "SELECT count(*), sum(amount), sum(length(filler)) FROM %s WHERE rand() < 2";

    private EmbeddedPostgres postgres;
    private QueryRunner runner;

    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.start(ServerOptions.temporary().withSetting("log_statement", "all"));
        runner = PostgreSqlQueryRunner.create(postgres, Map.of(), List.of());
        execute(postgres, "CREATE TABLE tpch.accounts (id integer PRIMARY KEY, amount bigint, filler text)");
        fill("accounts");
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
        });
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
            queries.add(CompletableFuture.runAsync(() -> assertComplete("shared.tpch.accounts")));
        }
        queries.forEach(CompletableFuture::join);
        assertNothingRuns();
    }

    @Test
    void cancelledAndFailedQueriesLeaveNothingOpen() {
        String slow = "SELECT count(*) FROM accounts a, accounts b WHERE length(a.filler) + length(b.filler) < rand()";
        CompletableFuture<?> running = CompletableFuture.runAsync(() -> runner.execute(slow));
        eventually(() -> parts("accounts") > 0 && runner.execute(
                "SELECT * FROM system.runtime.queries WHERE state = 'RUNNING' AND query = '" + slow + "'")
                .getRowCount() == 1);
        Object id = runner.execute(
                "SELECT max(query_id) FROM system.runtime.queries WHERE state = 'RUNNING' AND query = '" + slow + "'")
                .getOnlyValue();
        runner.execute("CALL system.runtime.kill_query(query_id => '" + id + "', message => 'enough')");
        assertThatThrownBy(running::join).hasMessageContaining("enough");
        assertNothingRuns();
        assertThatThrownBy(
                () -> runner.execute("SELECT sum(1 / (length(filler) - 1000)) FROM accounts WHERE rand() < 2"))
                .hasMessageContaining("Division by zero");
        assertThat(runner.execute("SELECT id FROM accounts WHERE rand() < 2 LIMIT 3").getRowCount())
                .isEqualTo(3);
        assertNothingRuns();
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
        eventually(() -> query(postgres, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'blueshift'"
                + " AND state <> 'idle'").getFirst().equals("0"));
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited " + SOON).isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

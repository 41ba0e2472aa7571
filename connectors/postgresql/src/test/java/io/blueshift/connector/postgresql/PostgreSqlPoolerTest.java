package io.blueshift.connector.postgresql;

import io.blueshift.embedded.EmbeddedPostgres;
import io.blueshift.embedded.ServerOptions;
import io.trino.Session;
import io.trino.testing.QueryRunner;
import io.trino.tpch.TpchTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static io.blueshift.connector.jdbc.Eventually.eventually;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.execute;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.properties;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/** Behind a pooler that gives a server's connection to another client after every transaction, nothing is different. */
@TestInstance(PER_CLASS)
class PostgreSqlPoolerTest {
    private static final int SERVER_CONNECTIONS = 4;
    private static final Duration SOON = Duration.ofSeconds(30);

    private EmbeddedPostgres postgres;
    private TransactionPooler pooler;
    private QueryRunner runner;
    private Session locally;

    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.start(ServerOptions.temporary().withSetting("timezone", "America/New_York"));
        pooler = new TransactionPooler(postgres.port(), SERVER_CONNECTIONS);
        Map<String, String> pooled = Map.of("connection-url", url(), "connection-pool.max-size",
                Integer.toString(SERVER_CONNECTIONS));
        runner = PostgreSqlQueryRunner.create(postgres, pooled, List.of(TpchTable.NATION, TpchTable.REGION));
        runner.createCatalog("other", "postgresql", properties(postgres, pooled));
        locally = Session.builder(runner.getDefaultSession())
                .setCatalogSessionProperty(PostgreSqlQueryRunner.CATALOG, "join_pushdown", "NEVER").build();
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + pooler.port() + "/postgres";
    }

    @AfterAll
    void stop() throws Exception {
        runner.close();
        pooler.close();
        postgres.close();
    }

    /** Whose session's zone is another, and whose connections we get. */
    @Test
    void instantsAreOfOurZone() throws SQLException {
        execute(postgres, "CREATE TABLE tpch.moments AS SELECT '2024-07-01 03:00:00+00'::timestamptz AS t,"
                + " tstzrange('2024-07-01 03:00:00+00', NULL) AS r");
        try (Connection stranger = DriverManager.getConnection(url(), postgres.user(), postgres.password());
                Statement statement = stranger.createStatement()) {
            for (int i = 0; i < 2 * SERVER_CONNECTIONS; i++) {
                statement.execute("SET TIME ZONE 'Asia/Tokyo'");
                assertThat(runner.execute("SELECT r, CAST(date_trunc('day', t) AS varchar), count(*) FROM moments"
                        + " WHERE t = TIMESTAMP '2024-07-01 03:00:00 UTC' GROUP BY 1, 2").getMaterializedRows()
                        .getFirst().getFields())
                        .isEqualTo(List.of("[\"2024-07-01 03:00:00+00\",)", "2024-07-01 00:00:00.000000 UTC", 1L));
            }
        }
    }

    @Test
    void moreClientsThanConnections() {
        List<CompletableFuture<Void>> queries = new ArrayList<>();
        for (int i = 0; i < 4 * SERVER_CONNECTIONS; i++) {
            String catalog = i % 2 == 0 ? PostgreSqlQueryRunner.CATALOG : "other";
            String protocol = i % 4 < 2 ? "COPY" : "RESULT_SET";
            Session session = Session.builder(runner.getDefaultSession())
                    .setCatalogSessionProperty(catalog, "read_protocol", protocol).build();
            queries.add(CompletableFuture.runAsync(() -> assertThat(runner.execute(session,
                    "SELECT sum(nationkey) FROM " + catalog + ".tpch.nation WHERE rand() < 2").getOnlyValue())
                    .isEqualTo(300L), Thread::startVirtualThread));
        }
        queries.forEach(CompletableFuture::join);
        assertThat(Integer.parseInt(query(postgres, "SELECT count(*) FROM pg_stat_activity"
                + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()").getFirst()))
                .isLessThanOrEqualTo(SERVER_CONNECTIONS);
        assertNothingRuns();
    }

    @Test
    void partsAndTablesOfOneState() {
        execute(postgres, "CREATE TABLE tpch.large AS SELECT n AS id, repeat('x', 1000) AS filler"
                + " FROM generate_series(1, 50000) n");
        assertThat(runner.execute("SELECT count(*), sum(length(filler)) FROM large WHERE rand() < 2")
                .getMaterializedRows().getFirst().getFields()).isEqualTo(List.of(50_000L, 50_000_000L));
        String joined = "SELECT count(*) FROM nation n JOIN region r ON n.regionkey = r.regionkey";
        assertThat(runner.execute(locally, joined).getOnlyValue()).isEqualTo(25L);
        assertThat((String) runner.execute(locally, "EXPLAIN ANALYZE VERBOSE " + joined).getOnlyValue())
                .doesNotContain("outside the common snapshot");
        assertNothingRuns();
    }

    @Test
    void writing() {
        runner.execute("CREATE TABLE written AS SELECT * FROM tpch.tiny.nation");
        execute(postgres, "ALTER TABLE tpch.written ADD PRIMARY KEY (nationkey)");
        runner.execute("INSERT INTO written SELECT nationkey + 100, name, regionkey, comment FROM tpch.tiny.nation");
        assertThatThrownBy(() -> runner.execute(
                "INSERT INTO written SELECT nationkey + 1000 / (nationkey - 20), name, regionkey, comment FROM nation"))
                .hasMessageContaining("Division by zero");
        runner.execute("DELETE FROM written WHERE nationkey < 110 AND nationkey >= 100");
        runner.execute("UPDATE written SET name = reverse(name) WHERE regionkey = 3");
        runner.execute("MERGE INTO written w USING nation n ON w.nationkey = n.nationkey + 120"
                + " WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (n.nationkey + 200, n.name, 0, '')");
        assertThat(query(postgres, "SELECT count(*) || ' ' || count(*) FILTER (WHERE nationkey >= 200) || ' '"
                + " || count(*) FILTER (WHERE name = 'YNAMREG') FROM tpch.written")).containsExactly("55 20 1");
        assertThat(
                runner.execute("SELECT n FROM TABLE(system.query(query => 'SELECT count(*) AS n FROM tpch.written'))")
                        .getOnlyValue())
                .isEqualTo(55L);
        runner.execute("DROP TABLE written");
        assertThat(query(postgres, "SELECT tablename FROM pg_tables WHERE tablename LIKE 'blueshift%'")).isEmpty();
        assertNothingRuns();
    }

    /** The session that was asked for its number at the start is not the one that runs the query. */
    @Test
    void cancelReachesTheRightConnection() {
        execute(postgres,
                "CREATE VIEW tpch.slow AS SELECT n, pg_sleep(n)::text AS s FROM generate_series(60, 61) n");
        execute(postgres,
                "CREATE VIEW tpch.slower AS SELECT n, pg_sleep(n / 40.0)::text AS s FROM generate_series(60, 61) n");
        CompletableFuture<Integer> undisturbed = CompletableFuture
                .supplyAsync(() -> runner.execute("SELECT n FROM other.tpch.slower WHERE length(s) < 9").getRowCount(),
                        Thread::startVirtualThread);
        eventually(SOON, () -> running("query LIKE '%slower%' AND state = 'active'") == 1);
        String slow = "SELECT * FROM slow";
        CompletableFuture<?> running = CompletableFuture.runAsync(() -> runner.execute(slow),
                Thread::startVirtualThread);
        eventually(SOON, () -> running("query LIKE '%\"slow\"%' AND state = 'active'") == 1);
        Object id = runner
                .execute("SELECT max(query_id) FROM system.runtime.queries WHERE state = 'RUNNING' AND query = '"
                        + slow + "'")
                .getOnlyValue();
        runner.execute("CALL system.runtime.kill_query(query_id => '" + id + "', message => 'enough')");
        assertThatThrownBy(running::join).hasMessageContaining("enough");
        eventually(SOON, () -> running("query LIKE '%\"slow\"%' AND state = 'active'") == 0);
        assertThat(undisturbed.join()).isEqualTo(2);
        assertThat(runner.execute("SELECT n FROM nation CROSS JOIN (VALUES 1) t(n) WHERE rand() < 2 LIMIT 3")
                .getRowCount()).isEqualTo(3);
        assertNothingRuns();
    }

    @Test
    void whatThePoolerDoesNotKnowItRefuses() {
        runner.createCatalog("optional", "postgresql",
                properties(postgres, Map.of("connection-url", url() + "?options=-c%20geqo=off")));
        assertThatThrownBy(() -> runner.execute("SHOW SCHEMAS FROM optional"))
                .hasMessageContaining("unsupported startup parameter: options");
    }

    private void assertNothingRuns() {
        eventually(SOON, () -> running("state <> 'idle'") == 0);
    }

    private int running(String condition) {
        return Integer.parseInt(query(postgres, "SELECT count(*) FROM pg_stat_activity"
                + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND " + condition).getFirst());
    }
}

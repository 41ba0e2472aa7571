package io.blueshift.store.connector;

import io.blueshift.store.LocalStorePlugin;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.OpenStores;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.spi.connector.SchemaTableName;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When a materialised view's rows are used, and when they are not. Beyond Trino's own suite for connectors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaterializedViewsTest {
    @TempDir
    private static Path directory;
    private DistributedQueryRunner runner;
    private LocalStore store;

    @BeforeAll
    void start() throws Exception {
        runner = DistributedQueryRunner
                .builder(testSessionBuilder().setCatalog("local").setSchema("default").build())
                .setWorkerCount(0).build();
        runner.installPlugin(new TpchPlugin());
        runner.createCatalog("tpch", "tpch");
        runner.installPlugin(new LocalStorePlugin(directory));
        runner.createCatalog("local", "local");
        store = OpenStores.acquire(directory, TESTING_TYPE_MANAGER, 0, _ -> () -> {});
    }

    @AfterAll
    void stop() throws Exception {
        runner.close();
        OpenStores.release(store);
    }

    @BeforeEach
    void makeBase() {
        for (String drop : List.of("MATERIALIZED VIEW IF EXISTS outer_totals", "MATERIALIZED VIEW IF EXISTS totals",
                "VIEW IF EXISTS chosen", "TABLE IF EXISTS base", "TABLE IF EXISTS renamed")) {
            execute("DROP " + drop);
        }
        execute("CREATE TABLE base AS SELECT * FROM (VALUES (1, 10), (1, 20), (2, 5)) v(k, x)");
    }

    private MaterializedResult execute(String sql) {
        return runner.execute(sql);
    }

    private void makeView() {
        execute("CREATE MATERIALIZED VIEW totals GRACE PERIOD INTERVAL '0' SECOND AS SELECT k, sum(x) total FROM base GROUP BY k");
        execute("REFRESH MATERIALIZED VIEW totals");
    }

    private String freshness(String view) {
        return (String) execute(
                "SELECT freshness FROM system.metadata.materialized_views WHERE catalog_name = 'local' AND name = '%s'"
                        .formatted(view))
                .getOnlyValue();
    }

    private String rows(String query) {
        return execute(query).getMaterializedRows().stream().map(row -> row.getFields().toString()).sorted().toList()
                .toString();
    }

    private String plan(String query) {
        return (String) execute("EXPLAIN " + query).getOnlyValue();
    }

    private LocalTable base() {
        return store.table(store.names().table(new SchemaTableName("default", "base")).orElseThrow());
    }

    @Test
    void aFreshViewIsReadAndAStaleOneIsComputed() {
        makeView();
        assertThat(freshness("totals")).isEqualTo("FRESH");
        assertThat(plan("SELECT * FROM totals")).contains("default.totals$storage").doesNotContain("default.base");
        assertThat(rows("SELECT * FROM totals")).isEqualTo("[[1, 30], [2, 5]]");
        execute("INSERT INTO base VALUES (3, 7)");
        assertThat(freshness("totals")).isEqualTo("STALE");
        assertThat(plan("SELECT * FROM totals")).contains("default.base").doesNotContain("totals$storage");
        assertThat(rows("SELECT * FROM totals")).isEqualTo("[[1, 30], [2, 5], [3, 7]]");
        execute("REFRESH MATERIALIZED VIEW totals");
        assertThat(plan("SELECT * FROM totals")).contains("default.totals$storage");
        assertThat(rows("SELECT * FROM totals")).isEqualTo("[[1, 30], [2, 5], [3, 7]]");
    }

    @Test
    void whatLeavesTheRowsAloneLeavesTheViewFresh() {
        makeView();
        execute("COMMENT ON TABLE base IS 'words'");
        execute("COMMENT ON COLUMN base.x IS 'words'");
        execute("INSERT INTO base VALUES (3, 7)");
        execute("REFRESH MATERIALIZED VIEW totals");
        execute("ALTER TABLE base EXECUTE optimize");
        assertThat(base().current().commit().operation()).isEqualTo("compact");
        execute("DELETE FROM base WHERE x > 1000");
        assertThat(freshness("totals")).isEqualTo("FRESH");
    }

    @Test
    void everyOtherChangeMakesItStale() {
        for (String change : List.of("DELETE FROM base WHERE x = 5", "UPDATE base SET x = x + 1 WHERE k = 2",
                "TRUNCATE TABLE base", "ALTER TABLE base ADD COLUMN y integer", "DROP TABLE base")) {
            makeBase();
            makeView();
            assertThat(freshness("totals")).isEqualTo("FRESH");
            execute(change);
            assertThat(freshness("totals")).as(change).isEqualTo("STALE");
        }
        execute("CREATE TABLE base AS SELECT * FROM (VALUES (1, 10), (1, 20), (2, 5)) v(k, x)");
        assertThat(freshness("totals")).isEqualTo("STALE");
    }

    @Test
    void goingBackToTheVersionOfTheRefreshMakesItFreshAgain() {
        makeView();
        long version = base().current().version();
        execute("DELETE FROM base WHERE x = 5");
        assertThat(freshness("totals")).isEqualTo("STALE");
        base().rollBackTo(version);
        assertThat(freshness("totals")).isEqualTo("FRESH");
    }

    @Test
    void aViewInBetweenCountsToo() {
        execute("CREATE VIEW chosen AS SELECT k, x FROM base WHERE x < 15");
        execute("CREATE MATERIALIZED VIEW totals GRACE PERIOD INTERVAL '0' SECOND AS SELECT sum(x) total FROM chosen");
        execute("REFRESH MATERIALIZED VIEW totals");
        execute("COMMENT ON VIEW chosen IS 'words'");
        assertThat(freshness("totals")).isEqualTo("FRESH");
        execute("CREATE OR REPLACE VIEW chosen AS SELECT k, x FROM base WHERE x < 25");
        assertThat(freshness("totals")).isEqualTo("STALE");
        assertThat(rows("TABLE totals")).isEqualTo("[[35]]");
    }

    @Test
    void aMaterializedViewOverAnotherIsAsFreshAsThat() {
        makeView();
        execute("CREATE MATERIALIZED VIEW outer_totals GRACE PERIOD INTERVAL '0' SECOND AS SELECT sum(total) t FROM totals");
        execute("REFRESH MATERIALIZED VIEW outer_totals");
        assertThat(freshness("outer_totals")).isEqualTo("FRESH");
        execute("INSERT INTO base VALUES (9, 100)");
        assertThat(freshness("outer_totals")).isEqualTo("STALE");
        assertThat(rows("TABLE outer_totals")).isEqualTo("[[135]]");
        // Now made from the base, because the inner one is stale
        execute("REFRESH MATERIALIZED VIEW outer_totals");
        assertThat(freshness("outer_totals")).isEqualTo("FRESH");
        assertThat(rows("TABLE outer_totals")).isEqualTo("[[135]]");
    }

    @Test
    void whatCannotBeTrackedIsUnknown() {
        for (String query : List.of("SELECT name FROM tpch.tiny.region", "SELECT k, random() r FROM base",
                "SELECT k, current_date d FROM base",
                "SELECT * FROM TABLE(exclude_columns(input => TABLE(base), columns => DESCRIPTOR(x)))")) {
            execute("CREATE OR REPLACE MATERIALIZED VIEW totals GRACE PERIOD INTERVAL '0' SECOND AS " + query);
            assertThat(freshness("totals")).isEqualTo("STALE");
            execute("REFRESH MATERIALIZED VIEW totals");
            assertThat(freshness("totals")).as(query).isEqualTo("UNKNOWN");
            assertThat(plan("TABLE totals")).doesNotContain("totals$storage");
        }
        execute("CREATE OR REPLACE MATERIALIZED VIEW totals GRACE PERIOD INTERVAL '1' HOUR AS SELECT name FROM tpch.tiny.region");
        execute("REFRESH MATERIALIZED VIEW totals");
        assertThat(plan("TABLE totals")).contains("totals$storage");
    }

    @Test
    void anInsertDuringARefreshIsNotLost() throws Exception {
        makeView();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> inserts = threads.submit(() -> {
                for (int i = 0; i < 15; i++) {
                    execute("INSERT INTO base VALUES (7, 1)");
                }
            });
            while (!inserts.isDone()) {
                execute("REFRESH MATERIALIZED VIEW totals");
                // Inline or stored: either way what it says when it is asked
                long least = (long) execute("SELECT count(*) FROM base WHERE k = 7").getOnlyValue();
                Object total = execute("SELECT coalesce(max(total), 0) FROM totals WHERE k = 7").getOnlyValue();
                assertThat((long) total).isGreaterThanOrEqualTo(least);
            }
            inserts.get();
        }
        assertThat(rows("SELECT total FROM totals WHERE k = 7")).isEqualTo("[[15]]");
    }

    @Test
    void propertiesAreThoseOfTheStorage() {
        execute("CREATE MATERIALIZED VIEW totals WITH (sort_key = ARRAY['total']) AS SELECT k, sum(x) total FROM base GROUP BY k");
        assertThat(execute("SHOW CREATE MATERIALIZED VIEW totals").getOnlyValue().toString())
                .contains("sort_key = ARRAY['total']");
        execute("REFRESH MATERIALIZED VIEW totals");
        LocalTable storage = store
                .table(store.names().table(new SchemaTableName("default", "totals$storage")).orElseThrow());
        assertThat(storage.current().sortKey()).containsExactly(2);
        execute("ALTER MATERIALIZED VIEW totals SET PROPERTIES sort_key = ARRAY['k']");
        assertThat(storage.current().sortKey()).containsExactly(1);
        assertThat(freshness("totals")).isEqualTo("FRESH");
    }

    @Test
    void theStorageIsHiddenAndOnlyRefreshWritesIt() {
        makeView();
        assertThat(rows("SHOW TABLES")).contains("totals").doesNotContain("$storage");
        for (String sql : List.of("INSERT INTO \"totals$storage\" VALUES (1, 1)", "DELETE FROM \"totals$storage\"",
                "UPDATE \"totals$storage\" SET total = 0", "TRUNCATE TABLE \"totals$storage\"",
                "DROP TABLE \"totals$storage\"", "ALTER TABLE \"totals$storage\" RENAME TO stolen",
                "ALTER TABLE \"totals$storage\" ADD COLUMN y integer")) {
            assertThatThrownBy(() -> execute(sql)).as(sql)
                    .hasMessageContaining("only REFRESH MATERIALIZED VIEW writes it");
        }
        assertThatThrownBy(() -> execute("CREATE TABLE \"other$storage\" (x integer)"))
                .hasMessageContaining("Names that end in $storage");
        assertThat(freshness("totals")).isEqualTo("FRESH");
    }

    @Test
    void aRefreshLeavesOneVersionAndDroppingLeavesNothing() throws Exception {
        long before = store.names().allTables().size();
        makeView();
        LocalTable storage = store
                .table(store.names().table(new SchemaTableName("default", "totals$storage")).orElseThrow());
        execute("INSERT INTO base VALUES (3, 7)");
        execute("REFRESH MATERIALIZED VIEW totals");
        assertThat(storage.versions()).hasSize(1);
        assertThat(storage.dataDirectory().toFile().list()).hasSize(storage.current().files().size());
        execute("ALTER MATERIALIZED VIEW totals RENAME TO outer_totals");
        assertThat(freshness("outer_totals")).isEqualTo("FRESH");
        execute("DROP MATERIALIZED VIEW outer_totals");
        assertThat(storage.dataDirectory()).doesNotExist();
        assertThat(store.names().allTables()).hasSize((int) before);
    }
}

package io.blueshift.store.connector;

import io.blueshift.store.LocalStorePlugin;
import io.trino.Session;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Older versions read, rolled back to, and asked for in vain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeTravelTest {
    @TempDir
    private static Path directory;
    private DistributedQueryRunner runner;

    @BeforeAll
    void start() throws Exception {
        Session session = testSessionBuilder().setCatalog("local").setSchema("default").build();
        runner = DistributedQueryRunner.builder(session).setWorkerCount(0).build();
        runner.installPlugin(new LocalStorePlugin(directory));
        // Versions are counted: none may come by itself
        runner.createCatalog("local", "local", Map.of("local.compaction.enabled", "false"));
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private MaterializedResult execute(String sql) {
        return runner.execute(sql);
    }

    private Object value(String sql) {
        return execute(sql).getOnlyValue();
    }

    @Test
    void versionsAreReadByNumber() {
        execute("CREATE TABLE t AS SELECT k FROM UNNEST(sequence(1, 10)) s(k)");
        execute("DELETE FROM t WHERE k > 4");
        execute("ALTER TABLE t ADD COLUMN extra varchar");
        execute("UPDATE t SET extra = 'x', k = -k");
        assertThat(value("SELECT sum(k) FROM t FOR VERSION AS OF 1")).isEqualTo(55L);
        assertThat(value("SELECT sum(k) FROM t FOR VERSION AS OF 2")).isEqualTo(10L);
        assertThat(value("SELECT sum(k) FROM t")).isEqualTo(-10L);
        assertThat(execute("SELECT * FROM t FOR VERSION AS OF 2").getColumnNames()).containsExactly("k");
        assertThat(execute("SELECT * FROM t FOR VERSION AS OF 3").getColumnNames()).containsExactly("k", "extra");
        assertThat(value("SELECT count(*) FROM t FOR VERSION AS OF 1 a LEFT JOIN t FOR VERSION AS OF 2 b ON a.k = b.k"
                + " LEFT JOIN t c ON a.k = -c.k WHERE b.k IS NULL OR c.extra = 'x'")).isEqualTo(10L);
        String range = "the oldest retained is version 1 of .*Z, the newest is version 4 of .*Z";
        assertThatThrownBy(() -> execute("SELECT * FROM t FOR VERSION AS OF 9"))
                .hasMessageMatching("Version 9 does not exist: " + range);
        assertThatThrownBy(() -> execute("SELECT * FROM t FOR VERSION AS OF 0"))
                .hasMessageMatching("Version 0 does not exist: " + range);
        assertThatThrownBy(() -> execute("SELECT * FROM t FOR VERSION AS OF 'one'"))
                .hasMessageContaining("A version is a whole number");
        execute("DROP TABLE t");
    }

    @Test
    void versionsAreReadByTime() throws InterruptedException {
        Instant before = Instant.now();
        Thread.sleep(5);
        execute("CREATE TABLE times AS SELECT 1 x");
        Instant created = Instant.now();
        Thread.sleep(5);
        execute("INSERT INTO times VALUES 2");
        Thread.sleep(5);
        assertThat(value("SELECT sum(x) FROM times FOR TIMESTAMP AS OF from_iso8601_timestamp_nanos('%s')"
                .formatted(created))).isEqualTo(1L);
        assertThat(value("SELECT sum(x) FROM times FOR TIMESTAMP AS OF current_timestamp - INTERVAL '0.002' SECOND"))
                .isEqualTo(3L);
        assertThat(value("SELECT sum(x) FROM times FOR TIMESTAMP AS OF localtimestamp - INTERVAL '0.002' SECOND"))
                .isEqualTo(3L);
        assertThatThrownBy(
                () -> execute("SELECT * FROM times FOR TIMESTAMP AS OF from_iso8601_timestamp_nanos('%s')"
                        .formatted(before)))
                .hasMessageMatching("No version as old as .* is retained: the oldest retained is version 1 .*");
        assertThatThrownBy(() -> execute("SELECT * FROM times FOR TIMESTAMP AS OF DATE '2001-02-03'"))
                .hasMessageContaining("No version as old as 2001-02-03T");
        execute("DROP TABLE times");
    }

    @Test
    void aTableIsRolledBackByANewVersion() {
        execute("CREATE TABLE back AS SELECT k, 'old' v FROM UNNEST(sequence(1, 10)) s(k)");
        execute("ALTER TABLE back DROP COLUMN v");
        execute("ALTER TABLE back ADD COLUMN v bigint");
        execute("UPDATE back SET v = 7");
        execute("CALL system.rollback_to_version('default', 'back', 1)");
        assertThat(value("SELECT count(*) FROM back WHERE v = 'old'")).isEqualTo(10L);
        execute("INSERT INTO back VALUES (11, 'new')");
        assertThat(value("SELECT sum(v) FROM back FOR VERSION AS OF 4")).isEqualTo(70L);
        execute("CALL local.system.rollback_to_version(schema_name => 'default', table_name => 'back', version => 4)");
        assertThat(value("SELECT sum(v) FROM back")).isEqualTo(70L);
        assertThatThrownBy(() -> execute("CALL system.rollback_to_version('default', 'back', 70)"))
                .hasMessageContaining("Version 70 does not exist: the oldest retained is version 1");
        assertThatThrownBy(() -> execute("CALL system.rollback_to_version('default', 'none', 1)"))
                .hasMessageContaining("Table 'default.none' not found");
        execute("DROP TABLE back");
    }

    @Test
    void aReplacedTableStartsAnew() {
        execute("CREATE TABLE again AS SELECT 1 x");
        execute("INSERT INTO again VALUES 2");
        execute("CREATE OR REPLACE TABLE again AS SELECT 'y' || cast(x AS varchar) y FROM again");
        assertThat(execute("SELECT y FROM again ORDER BY y").getOnlyColumnAsSet()).containsExactly("y1", "y2");
        execute("CREATE OR REPLACE TABLE again (z date)");
        assertThat(value("SELECT count(z) FROM again")).isEqualTo(0L);
        assertThatThrownBy(() -> execute("CREATE OR REPLACE TABLE again AS SELECT 1 / 0 x"))
                .hasMessageContaining("Division by zero");
        assertThat(value("SELECT count(z) FROM again")).isEqualTo(0L);
        execute("DROP TABLE again");
    }
}

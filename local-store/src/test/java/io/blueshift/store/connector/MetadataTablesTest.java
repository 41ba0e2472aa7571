package io.blueshift.store.connector;

import io.blueshift.store.LocalStorePlugin;
import io.trino.Session;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.DistributedQueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a table is made of, seen through SQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetadataTablesTest {
    @TempDir
    private static Path directory;
    private DistributedQueryRunner runner;

    @BeforeAll
    void start() throws Exception {
        Session session = testSessionBuilder().setCatalog("local").setSchema("default").build();
        runner = DistributedQueryRunner.builder(session).setWorkerCount(0).build();
        runner.installPlugin(new TpchPlugin());
        runner.createCatalog("tpch", "tpch");
        runner.installPlugin(new LocalStorePlugin(directory));
        // Nothing happens here but what a test asks for
        runner.createCatalog("local", "local", Map.of("local.compaction.interval", "1h"));
        runner.execute("CREATE TABLE t (k bigint, name varchar, tags array(integer))");
        runner.execute("INSERT INTO t VALUES (1, 'one', null), (2, 'two', ARRAY[1]), (2, null, null)");
        runner.execute("INSERT INTO t VALUES (7, 'seven', null)");
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private List<List<Object>> rows(String sql) {
        return runner.execute(sql).getMaterializedRows().stream().map(row -> row.getFields()).toList();
    }

    @Test
    void segmentsAreListed() {
        assertThat(rows("SELECT rows, deleted_rows, blocks FROM \"t$segments\" ORDER BY rows"))
                .containsExactly(List.of(1L, 0L, 1L), List.of(3L, 0L, 1L));
        assertThat(rows("SELECT count(DISTINCT segment), count(DISTINCT file), min(bytes) > 100 FROM \"t$segments\""))
                .containsExactly(List.of(2L, 2L, true));
    }

    @Test
    void chunksOfColumnsAreListed() {
        assertThat(
                rows(
                        "SELECT \"column\", type, bytes_raw, min, max, nulls, distinct_values FROM \"t$columns\""
                                + " JOIN \"t$segments\" USING (segment) WHERE rows = 3 ORDER BY 1"))
                .containsExactly(
                        List.of("k", "bigint", 24L, "1", "2", 0L, 2L),
                        List.of("name", "varchar", 6L, "one", "two", 1L, 2L),
                        Arrays.asList("tags", "array(integer)", null, null, null, 2L, null));
        assertThat(rows("SELECT count(encoding), bool_and(bytes_stored > 0) FROM \"t$columns\""))
                .containsExactly(List.of(6L, true));
    }

    @Test
    void snapshotsAreListed() {
        assertThat(
                rows(
                        "SELECT version, operation, added_rows, deleted_rows, rows, segments, current FROM \"t$snapshots\""
                                + " ORDER BY version"))
                .containsExactly(
                        List.of(1L, "create", 0L, 0L, 0L, 0L, false),
                        List.of(2L, "insert", 3L, 0L, 3L, 1L, false),
                        List.of(3L, "insert", 1L, 0L, 4L, 2L, true));
        assertThat(
                rows(
                        "SELECT max(committed_at) BETWEEN now() - INTERVAL '10' MINUTE AND now() + INTERVAL '1' SECOND,"
                                + " max(bytes) = (SELECT sum(bytes) FROM \"t$segments\") FROM \"t$snapshots\""))
                .containsExactly(List.of(true, true));
    }

    @Test
    void otherNamesWithADollarSignAreTables() {
        runner.execute("CREATE TABLE \"t$other\" (x bigint)");
        assertThat(rows("SELECT * FROM \"t$other\"")).isEmpty();
        runner.execute("DROP TABLE \"t$other\"");
        assertThatThrownBy(() -> rows("SELECT * FROM \"nothing$segments\"")).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> rows("SELECT * FROM \"t$unknown\"")).hasMessageContaining("does not exist");
    }

    @Test
    void rowsAreSortedByTheSortKey() {
        runner.execute(
                "CREATE TABLE sorted WITH (sort_key = ARRAY['ShipDate', 'orderkey']) AS SELECT * FROM tpch.tiny.lineitem");
        assertThat((String) rows("SHOW CREATE TABLE sorted").getFirst().getFirst())
                .contains("sort_key = ARRAY['shipdate','orderkey']");
        assertThat(rows("SELECT count(*) FROM \"sorted$segments\" WHERE sort_key_min NOT LIKE '199_-__-__'"))
                .containsExactly(List.of(0L));
        // Sorted dates are runs
        assertThat(
                rows(
                        "SELECT sum(bytes_stored) * 5 < sum(bytes_raw) FROM \"sorted$columns\" WHERE \"column\" = 'shipdate'"))
                .containsExactly(List.of(true));
        assertThat(rows("SELECT count(*), sum(quantity), count(DISTINCT orderkey) FROM sorted"))
                .isEqualTo(rows("SELECT count(*), sum(quantity), count(DISTINCT orderkey) FROM tpch.tiny.lineitem"));
        runner.execute("ALTER TABLE sorted RENAME COLUMN shipdate TO day");
        runner.execute("ALTER TABLE sorted SET PROPERTIES sort_key = ARRAY['day']");
        assertThat((String) rows("SHOW CREATE TABLE sorted").getFirst().getFirst()).contains("sort_key = ARRAY['day']");
        assertThatThrownBy(() -> runner.execute("ALTER TABLE sorted DROP COLUMN day"))
                .hasMessage("Column 'day' is part of the sort key; change sort_key first");
        runner.execute("ALTER TABLE sorted SET PROPERTIES sort_key = DEFAULT");
        assertThat((String) rows("SHOW CREATE TABLE sorted").getFirst().getFirst()).doesNotContain("sort_key");
        runner.execute("DROP TABLE sorted");
    }

    @Test
    void aWrongSortKeyIsNamed() {
        assertThatThrownBy(() -> runner.execute("CREATE TABLE wrong (a bigint, b json) WITH (sort_key = ARRAY['c'])"))
                .hasMessage("sort_key: there is no column 'c'; the table has a, b");
        assertThatThrownBy(() -> runner.execute("CREATE TABLE wrong (a bigint, b json) WITH (sort_key = ARRAY['b'])"))
                .hasMessage("sort_key: column 'b' of type json has no order");
        assertThatThrownBy(
                () -> runner.execute("CREATE TABLE w (r row(a bigint)) WITH (sort_key = ARRAY['r'])"))
                .hasMessage("sort_key: column 'r' of type row(\"a\" bigint) has no order");
        assertThatThrownBy(
                () -> runner.execute("CREATE TABLE wrong (a bigint, b json) WITH (sort_key = ARRAY['a', 'a'])"))
                .hasMessage("sort_key: column 'a' is there twice");
        assertThatThrownBy(() -> runner.execute("ALTER TABLE t SET PROPERTIES sort_key = ARRAY['x']"))
                .hasMessage("sort_key: there is no column 'x'; the table has k, name, tags");
    }

    @Test
    void aTableIsOptimizedByStatement() {
        runner.execute("CREATE TABLE parts (x bigint, y varchar)");
        for (int i = 0; i < 5; i++) {
            runner.execute("INSERT INTO parts VALUES (%d, 'a'), (%d, 'b')".formatted(i, i));
        }
        runner.execute("DELETE FROM parts WHERE x = 3 AND y = 'b'");
        assertThat(rows("ALTER TABLE parts EXECUTE optimize")).containsExactlyInAnyOrder(
                List.of("segments_before", 5L),
                List.of("segments_after", 1L),
                List.of("rows_written", 9L));
        assertThat(rows("SELECT rows, deleted_rows FROM \"parts$segments\"")).containsExactly(List.of(9L, 0L));
        assertThat(rows("SELECT count(*), sum(x) FROM parts")).containsExactly(List.of(9L, 17L));
        assertThat(rows("ALTER TABLE parts EXECUTE optimize(file_size_threshold => '10MB')"))
                .contains(List.of("rows_written", 0L));
        assertThat(rows("SELECT count(*) FROM \"parts$snapshots\"").getFirst().getFirst()).isNotEqualTo(1L);
        assertThat(rows("ALTER TABLE parts EXECUTE expire_snapshots(retention_threshold => '0s')").getFirst())
                .startsWith("expired_snapshots");
        assertThat(rows("SELECT count(*) FROM \"parts$snapshots\"")).containsExactly(List.of(1L));
        assertThatThrownBy(() -> rows("ALTER TABLE parts EXECUTE expire_snapshots"))
                .hasMessage("expire_snapshots needs retention_threshold, for example '1h'");
        assertThatThrownBy(() -> rows("ALTER TABLE parts EXECUTE optimize(file_size_threshold => 'large')"))
                .hasMessageContaining("file_size_threshold");
        runner.execute("DROP TABLE parts");
    }
}

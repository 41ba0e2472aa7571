package io.blueshift.store.connector;

import io.blueshift.store.LocalStorePlugin;
import io.trino.Session;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** DELETE, UPDATE and MERGE: the rows afterwards, the files they leave, and the versions they make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowChangesTest {
    @TempDir
    private static Path directory;
    private DistributedQueryRunner runner;

    @BeforeAll
    void start() throws Exception {
        Session session = testSessionBuilder().setCatalog("local").setSchema("default").build();
        runner = DistributedQueryRunner.builder(session).setWorkerCount(1).build();
        runner.installPlugin(new TpchPlugin());
        runner.createCatalog("tpch", "tpch");
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

    private static long files(String suffix) throws IOException {
        try (Stream<Path> tree = Files.walk(directory.resolve("tables"))) {
            return tree.filter(file -> file.toString().endsWith(suffix)).count();
        }
    }

    @Test
    void deletedRowsAreGoneFromEveryKindOfScan() {
        execute("CREATE TABLE orders AS SELECT orderkey, custkey, totalprice, comment FROM tpch.tiny.orders");
        assertThat(execute("DELETE FROM orders WHERE orderkey % 3 = 0").getUpdateCount()).hasValue(
                (long) value("SELECT count(*) FROM tpch.tiny.orders WHERE orderkey % 3 = 0"));
        assertThat(execute("DELETE FROM orders WHERE custkey < 500").getUpdateCount()).hasValue(
                (long) value("SELECT count(*) FROM tpch.tiny.orders WHERE orderkey % 3 <> 0 AND custkey < 500"));
        String kept = "FROM tpch.tiny.orders WHERE orderkey % 3 <> 0 AND custkey >= 500";
        assertThat(value("SELECT count(*) FROM orders")).isEqualTo(value("SELECT count(*) " + kept));
        assertThat(execute("SELECT sum(totalprice), count(distinct custkey), max(comment) FROM orders"))
                .isEqualTo(execute("SELECT sum(totalprice), count(distinct custkey), max(comment) " + kept));
        assertThat(execute("SELECT orderkey, comment FROM orders WHERE orderkey BETWEEN 100 AND 200 ORDER BY 1"))
                .isEqualTo(execute("SELECT orderkey, comment %s AND orderkey BETWEEN 100 AND 200 ORDER BY 1"
                        .formatted(kept)));
        assertThat(execute("SHOW STATS FOR orders").getMaterializedRows().getLast().getField(4))
                .isEqualTo(((Long) value("SELECT count(*) FROM orders")).doubleValue());
        execute("DROP TABLE orders");
    }

    @Test
    void aTableWhoseRowsAllGoLosesItsSegments() {
        execute("CREATE TABLE gone AS SELECT * FROM tpch.tiny.nation");
        assertThat(execute("DELETE FROM gone WHERE nationkey < 10").getUpdateCount()).hasValue(10);
        assertThat(execute("DELETE FROM gone WHERE nationkey >= 10").getUpdateCount()).hasValue(15);
        assertThat((String) value("EXPLAIN SELECT * FROM gone")).contains("version 3, 0 segments");
        assertThat(execute("INSERT INTO gone SELECT * FROM tpch.tiny.nation").getUpdateCount()).hasValue(25);
        assertThat((String) value("EXPLAIN DELETE FROM gone")).contains("TableDelete");
        assertThat(execute("DELETE FROM gone").getUpdateCount()).hasValue(25);
        assertThat(value("SELECT count(*) FROM gone FOR VERSION AS OF 4")).isEqualTo(25L);
        execute("DROP TABLE gone");
    }

    @Test
    void updatedRowsHaveTheirNewValuesOnce() {
        execute("CREATE TABLE prices AS SELECT orderkey, totalprice FROM tpch.tiny.orders");
        assertThat(execute("UPDATE prices SET totalprice = totalprice + 1 WHERE orderkey % 2 = 0").getUpdateCount())
                .hasValue((long) value("SELECT count(*) FROM tpch.tiny.orders WHERE orderkey % 2 = 0"));
        assertThat(execute("SELECT orderkey, totalprice FROM prices ORDER BY 1")).isEqualTo(
                execute("SELECT orderkey, totalprice + if(orderkey % 2 = 0, 1, 0) FROM tpch.tiny.orders ORDER BY 1"));
        execute("UPDATE prices SET totalprice = NULL, orderkey = -orderkey");
        assertThat(execute("SELECT count(*), count(totalprice), max(orderkey) FROM prices").toString())
                .contains("15000, 0, -1");
        execute("DROP TABLE prices");
    }

    @Test
    void mergeInsertsUpdatesAndDeletes() {
        execute("CREATE TABLE target AS SELECT nationkey k, name v FROM tpch.tiny.nation");
        execute("MERGE INTO target t USING (SELECT k, 'new ' || cast(k AS varchar) v FROM UNNEST(sequence(20, 29)) s(k)) s"
                + " ON t.k = s.k WHEN MATCHED AND s.k = 20 THEN DELETE"
                + " WHEN MATCHED THEN UPDATE SET v = substr(s.v, 1, 25) WHEN NOT MATCHED THEN INSERT VALUES (s.k, s.v)");
        assertThat(execute("SELECT k, v FROM target WHERE k >= 19 ORDER BY k").toString()).contains(
                "[19, ROMANIA]", "[21, new 21]", "[24, new 24]", "[25, new 25]", "[29, new 29]")
                .doesNotContain("[20");
        assertThat(value("SELECT count(*) FROM target")).isEqualTo(29L);
        assertThatThrownBy(() -> execute("MERGE INTO target t USING (VALUES 1, 1) s(k) ON t.k = s.k"
                + " WHEN MATCHED THEN DELETE")).hasMessageContaining("more than one source row");
        execute("DROP TABLE target");
    }

    @Test
    void aStatementThatFailsLeavesNothing() throws IOException {
        execute("CREATE TABLE whole AS SELECT * FROM tpch.tiny.nation");
        long segments = files(".seg");
        long vectors = files(".del");
        assertThatThrownBy(() -> execute("UPDATE whole SET nationkey = 1 / (nationkey - 24)"))
                .hasMessageContaining("Division by zero");
        assertThatThrownBy(() -> execute("DELETE FROM whole WHERE 1 / (nationkey - 24) > 0"))
                .hasMessageContaining("Division by zero");
        assertThat(value("SELECT sum(nationkey) FROM whole")).isEqualTo(300L);
        assertThat(files(".seg")).isEqualTo(segments);
        assertThat(files(".del")).isEqualTo(vectors);
        execute("DROP TABLE whole");
    }

    @Test
    void manyRandomChangesAddUp() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TreeMap<Long, Long> expected = new TreeMap<>();
        execute("CREATE TABLE rows (k bigint, v bigint)");
        for (int step = 0; step < 20; step++) {
            long from = random.nextInt(3000);
            long to = from + random.nextInt(1500);
            switch (random.nextInt(3)) {
                case 0 -> {
                    execute("DELETE FROM rows WHERE k BETWEEN %d AND %d".formatted(from, to));
                    expected.subMap(from, true, to, true).clear();
                }
                case 1 -> {
                    execute("UPDATE rows SET v = v + 1 WHERE k BETWEEN %d AND %d".formatted(from, to));
                    expected.subMap(from, true, to, true).replaceAll((_, v) -> v + 1);
                }
                default -> {
                    execute(("MERGE INTO rows t USING (SELECT k FROM UNNEST(sequence(%d, %d)) s(k)) s ON t.k = s.k"
                            + " WHEN NOT MATCHED THEN INSERT VALUES (s.k, 0)").formatted(from, to));
                    for (long k = from; k <= to; k++) {
                        expected.putIfAbsent(k, 0L);
                    }
                }
            }
            long sum = expected.values().stream().mapToLong(Long::longValue).sum();
            long keys = expected.keySet().stream().mapToLong(Long::longValue).sum();
            assertThat(execute("SELECT count(*), coalesce(sum(v), 0), coalesce(sum(k), 0) FROM rows").toString())
                    .as("seed %d, step %d", seed, step)
                    .contains("[%d, %d, %d]".formatted(expected.size(), sum, keys));
        }
        execute("DROP TABLE rows");
    }
}

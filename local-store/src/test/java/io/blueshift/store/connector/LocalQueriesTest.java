package io.blueshift.store.connector;

import io.blueshift.store.LocalStorePlugin;
import io.trino.Session;
import io.trino.execution.QueryStats;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.QueryRunner.MaterializedResultWithPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What SQL users see of the store beyond Trino's own suite. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalQueriesTest {
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
        runner.createCatalog("local", "local");
        // One writer that is given sorted rows writes one sorted segment
        Session sorted = Session.builder(session).setSystemProperty("skip_redundant_sort", "false")
                .setSystemProperty("redistribute_writes", "false")
                .setSystemProperty("scale_writers", "false")
                .setSystemProperty("task_scale_writers_enabled", "false")
                .setSystemProperty("task_min_writer_count", "1")
                .setSystemProperty("task_max_writer_count", "1").build();
        runner.execute(sorted, "CREATE TABLE lineitem AS SELECT * FROM tpch.tiny.lineitem ORDER BY shipdate");
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private MaterializedResult execute(String sql) {
        return runner.execute(sql);
    }

    private QueryStats statsOf(String sql) {
        MaterializedResultWithPlan result = runner.executeWithPlan(runner.getDefaultSession(), sql);
        return runner.getCoordinator().getQueryManager().getFullQueryInfo(result.queryId()).getQueryStats();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TINYINT '-128'", "SMALLINT '32767'", "2147483647", "BIGINT '-9223372036854775808'",
            "REAL '1.5'", "CAST(nan() AS real)", "DOUBLE '-0.0'", "infinity()", "DECIMAL '123.45'",
            "DECIMAL '-12345678901234567890123456789012345678'", "NUMBER '1.234567890123456789e50'",
            "CHAR 'ab '", "VARCHAR 'x\u00fc\ud83d\ude00'", "CAST('abc' AS varchar(10))", "X'00ff7f'",
            "JSON '{\"a\": [1, null]}'", "DATE '-0044-03-15'", "DATE '9999-12-31'", "TIME '23:59:59'",
            "TIME '23:59:59.999999999999'", "TIME '01:02:03.123 +14:00'", "TIME '01:02:03.123456789012 -14:00'",
            "TIMESTAMP '1500-01-01 00:00:00'", "TIMESTAMP '2020-04-05 02:30:00.123456'",
            "TIMESTAMP '2020-04-05 02:30:00.123456789012'",
            "TIMESTAMP '2020-10-25 01:30:00.123 America/Bahia_Banderas'",
            "TIMESTAMP '2020-04-05 02:30:00.123456789012 +05:45'", "INTERVAL '3' DAY", "INTERVAL '-7' MONTH",
            "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'", "IPADDRESS '2001:db8::1'",
            "ARRAY[1, null, 3]", "ARRAY[ARRAY['a'], ARRAY[]]", "MAP(ARRAY['k1', 'k2'], ARRAY[1, null])",
            "CAST(ROW(1, 'two', null) AS ROW(a integer, b varchar, c double))",
            "CAST(ROW(ARRAY[MAP(ARRAY[1], ARRAY[UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'])]) AS ROW(x array(map(integer, uuid))))",
            "CAST(approx_set(7) AS varbinary)", "approx_set(7)",
            "CAST(JSON '{\"a\": 1.5}' AS VARIANT)"})
    void everyTypeComesBackThroughSql(String expression) {
        execute("CREATE TABLE types AS SELECT %s x".formatted(expression));
        try {
            execute("INSERT INTO types VALUES (null)");
            execute("INSERT INTO types SELECT %s".formatted(expression));
            MaterializedResult expected = execute("SELECT %s x".formatted(expression));
            MaterializedResult actual = execute("SELECT x FROM types WHERE x IS NOT NULL");
            assertThat(actual.getTypes()).isEqualTo(expected.getTypes());
            assertThat(actual.getMaterializedRows()).hasSize(2).containsOnly(expected.getMaterializedRows().getFirst());
            assertThat(execute("SELECT count(*) FROM types WHERE x IS NULL").getOnlyValue()).isEqualTo(1L);
        } finally {
            execute("DROP TABLE types");
        }
    }

    @Test
    void sketchesComeBackThroughSql() {
        // Few values: what a digest of many answers depends on the order in which it met them
        String digests = "tdigest_agg(x) t, qdigest_agg(x) q FROM (VALUES 1e0, 2e0, 4e0) digested (x)";
        String medians = "SELECT value_at_quantile(t, 0.5), value_at_quantile(q, 0.5) FROM ";
        execute("CREATE TABLE sketches AS SELECT " + digests);
        assertThat(execute(medians + "sketches")).isEqualTo(execute(medians + "(SELECT " + digests + ")"));
        execute("DROP TABLE sketches");
    }

    @Test
    void explainSaysWhatTheStoreWasAsked() {
        String plan = (String) execute(
                "EXPLAIN SELECT orderkey FROM lineitem WHERE shipdate < DATE '1992-02-01' AND shipmode IN ('AIR', 'RAIL')")
                .getOnlyValue();
        assertThat(plan).contains("default.lineitem [version 1, 1 segment, predicate shipdate < 1992-02-01 AND"
                + " (shipmode = 'AIR' OR shipmode = 'RAIL'), columns (orderkey)]");
    }

    @Test
    void aPredicateOnTheSortedColumnReadsAFewBlocks() {
        QueryStats stats = statsOf("SELECT sum(quantity) FROM lineitem WHERE shipdate < DATE '1992-03-01'");
        assertThat(stats.getPhysicalInputPositions())
                .isEqualTo(execute("SELECT count(*) FROM lineitem WHERE shipdate < DATE '1992-03-01'").getOnlyValue());
        QueryStats all = statsOf("SELECT sum(quantity) FROM lineitem");
        assertThat(all.getPhysicalInputPositions()).isEqualTo(60175);
        QueryStats everything = statsOf("SELECT count(*) FROM (SELECT DISTINCT * FROM lineitem)");
        assertThat(all.getPhysicalInputDataSize().toBytes() * 5)
                .isLessThan(everything.getPhysicalInputDataSize().toBytes());
    }

    @Test
    void theBlocksReadAreTold() {
        String plan = (String) execute(
                "EXPLAIN ANALYZE VERBOSE SELECT sum(quantity) FROM lineitem WHERE shipdate = DATE '1992-03-01'")
                .getOnlyValue();
        // One block of the predicate's column, one of the column that is wanted
        assertThat(plan).contains("'blocks read' = LongCount{total=2}", "'block ranges read' = LongCount{total=1}");
    }

    @Test
    void aDynamicFilterPrunesBlocks() {
        QueryStats stats = statsOf(
                "SELECT count(*) FROM lineitem l JOIN (VALUES DATE '1992-02-01', DATE '1992-02-02') d(day) ON l.shipdate = d.day");
        assertThat(stats.getPhysicalInputPositions()).isLessThanOrEqualTo(16 * 1024 + 2);
    }

    @Test
    void encodingsCanBeChosen() {
        runner.execute("CREATE TABLE chosen (a bigint WITH (encoding = 'PLAIN'), b bigint, c varchar)");
        runner.execute("ALTER TABLE chosen ADD COLUMN d varchar WITH (encoding = 'run_length')");
        runner.execute("INSERT INTO chosen SELECT 7, 7, 'x', 'y' FROM tpch.tiny.nation");
        assertThat(execute("SHOW CREATE TABLE chosen").getOnlyValue().toString())
                .contains("a bigint WITH (encoding = 'PLAIN')", "d varchar WITH (encoding = 'RUN_LENGTH')");
        assertThat(execute("SELECT sum(a), sum(b), min(c), max(d) FROM chosen").toString())
                .contains("[175, 175, x, y]");
        assertThatThrownBy(() -> execute("CREATE TABLE wrong (a bigint WITH (encoding = 'huffman'))"))
                .hasMessageContaining("'huffman'").hasMessageContaining("fsst");
        runner.execute("DROP TABLE chosen");
    }

    @Test
    void statisticsComeFromTheManifest() {
        List<List<String>> rows = execute("SHOW STATS FOR lineitem").getMaterializedRows().stream()
                .map(row -> row.getFields().stream().map(String::valueOf).toList()).toList();
        // Column, bytes, distinct values, fraction of NULL, rows, low, high
        assertThat(rows).contains(
                List.of("shipdate", "null", "2522.0", "0.0", "null", "1992-01-04", "1998-11-29"),
                List.of("linenumber", "null", "7.0", "0.0", "null", "1", "7"),
                List.of("null", "null", "null", "null", "60175.0", "null", "null"));
    }

    @Test
    void manySmallInsertsMakeFewSplits() {
        execute("CREATE TABLE small (x bigint)");
        for (int i = 0; i < 60; i++) {
            execute("INSERT INTO small VALUES " + i);
        }
        assertThat(execute("SELECT sum(x), count(*) FROM small").getMaterializedRows().getFirst().getFields())
                .containsExactly(1770L, 60L);
        assertThat(statsOf("SELECT sum(x) FROM small").getCompletedDrivers()).isLessThan(20);
        execute("DROP TABLE small");
    }

    @Test
    void aStatementThatFailsLeavesNoFile() throws IOException {
        execute("CREATE TABLE failing (x bigint)");
        long before = files();
        assertThatThrownBy(() -> execute("INSERT INTO failing SELECT 1 / (orderkey - 60000) FROM tpch.tiny.lineitem"))
                .hasMessageContaining("Division by zero");
        assertThatThrownBy(
                () -> execute("CREATE TABLE failed AS SELECT 1 / (orderkey - 60000) x FROM tpch.tiny.lineitem"))
                .hasMessageContaining("Division by zero");
        assertThat(execute("SELECT count(*) FROM failing").getOnlyValue()).isEqualTo(0L);
        assertThat(files()).isEqualTo(before);
        execute("DROP TABLE failing");
    }

    private static long files() throws IOException {
        try (Stream<Path> tree = Files.walk(directory.resolve("tables"))) {
            return tree.count();
        }
    }

    @Test
    void aTruncatedFileFailsItsTableAndNoOther() throws IOException {
        execute("CREATE TABLE torn AS SELECT * FROM tpch.tiny.nation");
        Path file = newestSegment();
        byte[] sound = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(sound, sound.length - 10));
        for (String sql : List.of("SELECT * FROM torn", "SELECT count(*) FROM torn")) {
            assertThatThrownBy(() -> execute(sql)).hasMessageMatching(
                    "Catalog local: %s is corrupt at offset %d: the file has %d bytes, %d were written"
                            .formatted(file, sound.length - 10, sound.length - 10, sound.length));
        }
        assertThat(execute("SELECT count(*) FROM lineitem").getOnlyValue()).isEqualTo(60175L);
        execute("DROP TABLE torn");
    }

    private static Path newestSegment() throws IOException {
        try (Stream<Path> tree = Files.walk(directory.resolve("tables"))) {
            return tree.filter(file -> file.toString().endsWith(".seg"))
                    .max((left, right) -> Long.compare(left.toFile().lastModified(), right.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> runner.createCatalog("wrong", "local", Map.of("local.directoy", "/tmp/x")))
                .hasStackTraceContaining("local.directoy");
    }
}

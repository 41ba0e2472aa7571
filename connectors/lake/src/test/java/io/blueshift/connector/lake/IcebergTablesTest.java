package io.blueshift.connector.lake;

import io.trino.testing.MaterializedResult;
import io.trino.testing.QueryRunner;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What other writers do to a table while we look at it, and what scans leave out. */
class IcebergTablesTest {
    private static LakeEnvironment environment;
    private static QueryRunner runner;

    @BeforeAll
    static void start() throws Exception {
        environment = new LakeEnvironment();
        runner = LakeEnvironment.runner();
        runner.createCatalog("lake", "lake", environment.restCatalog());
        runner.execute("CREATE SCHEMA test");
    }

    @AfterAll
    static void stop() {
        runner.close();
        environment.close();
    }

    @Test
    void partitionsFilesAndColumnsAreLeftOut() {
        runner.execute("CREATE TABLE orders WITH (partitioning = ARRAY['month(orderdate)'])"
                + " AS SELECT orderkey, custkey, totalprice, orderdate FROM tpch.tiny.orders");
        String query = "SELECT count(*), sum(totalprice) FROM orders WHERE orderdate >= DATE '1995-03-01'"
                + " AND orderdate < DATE '1995-05-01'";
        assertThat(runner.execute(query).getMaterializedRows()).isEqualTo(
                runner.execute(query.replace("FROM orders", "FROM tpch.tiny.orders")).getMaterializedRows());
        String plan = explain(query);
        // As many files per month as there were writers
        assertThat(plan)
                .containsPattern("test.orders \\[files (2 of 80|4 of 160|8 of 320), predicate orderdate >= 1995-03-01"
                        + " and orderdate < 1995-05-01, columns orderdate, totalprice]");
        assertThat(scannedRows(query)).isLessThan(500);
        String point = "SELECT orderdate FROM orders WHERE orderkey = 7";
        assertThat(runner.execute(point).getOnlyValue()).isEqualTo(java.time.LocalDate.of(1996, 1, 10));
    }

    @Test
    void identityPartitionsAnswerExactly() {
        runner.execute(
                "CREATE TABLE by_status WITH (partitioning = ARRAY['orderstatus', 'bucket(custkey, 4)', 'truncate(clerk, 7)'])"
                        + " AS SELECT orderkey, custkey, orderstatus, clerk FROM tpch.tiny.orders");
        String query = "SELECT count(*) FROM by_status WHERE orderstatus = 'P'";
        assertThat(runner.execute(query).getOnlyValue()).isEqualTo(
                runner.execute("SELECT count(*) FROM tpch.tiny.orders WHERE orderstatus = 'P'").getOnlyValue());
        assertThat(explain(query)).contains("partitions orderstatus = P").doesNotContain("filterPredicate");
        assertThat(runner.execute("SELECT count(*) FROM by_status WHERE custkey = 370 AND clerk = 'Clerk#000000951'")
                .getOnlyValue()).isEqualTo(1L);
    }

    @Test
    void schemaChangesByOthersAreFollowedById() {
        runner.execute(
                "CREATE TABLE evolving (a integer, b varchar, c real, d decimal(5, 2), r ROW(x integer, y varchar), gone bigint)");
        runner.execute("INSERT INTO evolving VALUES (1, 'one', REAL '1.5', 1.25, ROW(10, 'ten'), 7)");
        Table table = environment.load("test", "evolving");
        table.updateSchema().renameColumn("b", "label").updateColumn("a", Types.LongType.get())
                .updateColumn("c", Types.DoubleType.get()).updateColumn("d", Types.DecimalType.of(12, 2))
                .renameColumn("r.x", "renamed").addColumn("r", "z", Types.LongType.get()).deleteColumn("gone")
                .addColumn("gone", Types.StringType.get()).moveFirst("d").commit();
        runner.execute(
                "INSERT INTO evolving VALUES (1234567890.12, 5000000000, 'two', DOUBLE '2.5', ROW(20, 'twenty', 200), 'new')");
        assertThat(runner.execute("SELECT d, a, label, c, r.renamed, r.y, r.z, gone FROM evolving ORDER BY a")
                .getMaterializedRows().toString()).isEqualTo(
                        "[[1.25, 1, one, 1.5, 10, ten, null, null], [1234567890.12, 5000000000, two, 2.5, 20, twenty, 200, new]]");
        assertThat(runner.execute("SELECT count(*) FROM evolving WHERE a = 1 AND c < 2 AND d = 1.25 AND gone IS NULL")
                .getOnlyValue())
                .isEqualTo(1L);
        assertThat(runner.execute("SELECT count(*) FROM evolving WHERE a > 4000000000").getOnlyValue()).isEqualTo(1L);
    }

    @Test
    void valuesOfEveryTypeComeBack() {
        runner.execute(
                "CREATE TABLE kinds (b boolean, i integer, l bigint, f real, d double, n decimal(9, 3), w decimal(38, 10),"
                        + " s varchar, x varbinary, u uuid, dt date, t time(6), ts timestamp(6), tz timestamp(6) with time zone,"
                        + " a array(varchar), m map(varchar, bigint), r row(p integer, q array(integer)))");
        String row = "(true, -5, 9000000000, REAL '1.25', -2.5e0, DECIMAL '-123456.789', DECIMAL '1234567890123456789012345678.0123456789',"
                + " 'naïve 🙂', X'00ff', UUID 'aabbccdd-1122-3344-5566-778899aabbcc', DATE '1582-10-04', TIME '23:59:59.999999',"
                + " TIMESTAMP '1969-12-31 23:59:59.123456', TIMESTAMP '2024-04-07 02:30:00.654321 UTC', ARRAY['x', null],"
                + " MAP(ARRAY['k'], ARRAY[BIGINT '1']), ROW(1, ARRAY[2, null]))";
        runner.execute("INSERT INTO kinds VALUES " + row + ", (" + "null, ".repeat(16) + "null)");
        MaterializedResult read = runner.execute("SELECT * FROM kinds WHERE b");
        assertThat(read.getMaterializedRows()).isEqualTo(runner.execute("SELECT * FROM (VALUES " + row
                + ") t(b, i, l, f, d, n, w, s, x, u, dt, t, ts, tz, a, m, r)").getMaterializedRows());
        assertThat(runner
                .execute("SELECT count(*) FROM kinds WHERE ts < TIMESTAMP '1970-01-01 00:00:00' AND n < 0 AND w > 1"
                        + " AND s = 'naïve 🙂' AND tz > TIMESTAMP '2024-04-07 00:00:00 UTC'"
                        + " AND u = UUID 'aabbccdd-1122-3344-5566-778899aabbcc'"
                        + " AND t = TIME '23:59:59.999999' AND x = X'00ff' AND f = REAL '1.25'")
                .getOnlyValue()).isEqualTo(1L);
        assertThat(runner.execute("SELECT count(*) FROM kinds WHERE u IS NULL AND a IS NULL").getOnlyValue())
                .isEqualTo(1L);
    }

    @Test
    void zeroAndNotANumberAreFound() {
        runner.execute("CREATE TABLE floats (d double, f real)");
        runner.execute("INSERT INTO floats VALUES (-0e0, REAL '-0')");
        runner.execute("INSERT INTO floats VALUES (0e0, REAL '0')");
        runner.execute("INSERT INTO floats VALUES (nan(), CAST(nan() AS real)), (1e0, REAL '1')");
        assertThat(runner.execute("SELECT count(*) FROM floats WHERE d = 0 AND f = REAL '0'").getOnlyValue())
                .isEqualTo(2L);
        assertThat(runner.execute("SELECT count(*) FROM floats WHERE d >= 0").getOnlyValue()).isEqualTo(3L);
        assertThat(runner.execute("SELECT count(*) FROM floats WHERE is_nan(d)").getOnlyValue()).isEqualTo(1L);
        assertThat(runner.execute("SELECT count(*) FROM floats WHERE d <> 1").getOnlyValue()).isEqualTo(3L);
    }

    @Test
    void statisticsComeFromManifests() {
        runner.execute("CREATE TABLE nation AS SELECT * FROM tpch.tiny.nation");
        assertThat(runner.execute("SHOW STATS FOR nation").getMaterializedRows().toString())
                .contains("[nationkey, null, 25.0, 0.0, null, 0, 24]")
                .contains("[null, null, null, null, 25.0, null, null]");
    }

    @Test
    void aDroppedTableTakesItsFilesAlong() {
        runner.execute("CREATE TABLE shortlived AS SELECT * FROM tpch.tiny.region");
        String location = environment.load("test", "shortlived").location();
        assertThat(environment.storage().list(location)).isNotEmpty();
        runner.execute("DROP TABLE shortlived");
        assertThat(environment.storage().list(location)).isEmpty();
    }

    @Test
    void aFailedWriteLeavesNothing() {
        assertThatThrownBy(
                () -> runner.execute("CREATE TABLE failing AS SELECT 10 / (orderkey - 59999) x FROM tpch.tiny.orders"
                        + " UNION ALL SELECT 1 / (orderkey - orderkey) FROM tpch.tiny.lineitem"))
                .hasMessageContaining("Division by zero");
        assertThat(runner.execute("SHOW TABLES LIKE 'failing'").getRowCount()).isZero();
        runner.execute("CREATE TABLE half (x bigint)");
        assertThatThrownBy(
                () -> runner.execute("INSERT INTO half SELECT 10 / (orderkey - 60000) FROM tpch.tiny.orders"))
                .hasMessageContaining("Division by zero");
        assertThat(runner.execute("SELECT count(*) FROM half").getOnlyValue()).isEqualTo(0L);
        assertThat(environment.storage().list(environment.load("test", "half").location()))
                .noneMatch(file -> file.location().endsWith(".parquet"));
    }

    @Test
    void tablesWithRowLevelDeletesAreRefused() {
        runner.execute("CREATE TABLE deleted AS SELECT * FROM tpch.tiny.region");
        Table table = environment.load("test", "deleted");
        table.newRowDelta()
                .addDeletes(org.apache.iceberg.FileMetadata.deleteFileBuilder(table.spec()).ofPositionDeletes()
                        .withPath(table.location() + "/data/deletes.parquet").withFileSizeInBytes(10).withRecordCount(1)
                        .build())
                .commit();
        assertThatThrownBy(() -> runner.execute("SELECT * FROM deleted")).hasMessageContaining("row-level deletes");
    }

    private static String explain(String query) {
        return (String) runner.execute("EXPLAIN " + query).getOnlyValue();
    }

    private static long scannedRows(String query) {
        String plan = (String) runner.execute("EXPLAIN ANALYZE " + query).getOnlyValue();
        var input = java.util.regex.Pattern.compile("Input: ([0-9,]+) rows")
                .matcher(plan.substring(plan.lastIndexOf("Scan")));
        assertThat(input.find()).as(plan).isTrue();
        return Long.parseLong(input.group(1).replace(",", ""));
    }
}

package io.blueshift.connector.lake.external;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.blueshift.connector.lake.LakePlugin;
import io.blueshift.connector.lake.parquet.DuckDb;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.storage.StorageConfig;
import io.blueshift.embedded.EmbeddedS3;
import io.trino.Session;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;

/** External tables on an S3 server as a user meets them: SQL in, rows, plans and errors out. */
class ExternalQueriesTest extends AbstractTestQueryFramework {
    private static final Session SESSION = testSessionBuilder().setCatalog("lake").setSchema("ext").build();

    private EmbeddedS3 s3;
    private LakeStorage storage;
    private Path state;

    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        s3 = closeAfterClass(EmbeddedS3.start());
        s3.createBucket("bucket");
        storage = closeAfterClass(
                new LakeStorage(
                        new StorageConfig().setEndpoint(s3.endpoint().toString()).setPathStyleAccess(true)
                                .setAwsAccessKey(s3.accessKey()).setAwsSecretKey(s3.secretKey())));
        state = Files.createTempDirectory("external-tables");
        closeAfterClass(() -> MoreFiles.deleteRecursively(state, RecursiveDeleteOption.ALLOW_INSECURE));
        DistributedQueryRunner runner = DistributedQueryRunner.builder(SESSION).setWorkerCount(0).build();
        runner.installPlugin(new TpchPlugin());
        runner.createCatalog("tpch", "tpch");
        runner.installPlugin(new LakePlugin());
        runner.createCatalog("lake", "lake", properties(s3.endpoint().toString()));
        runner.createCatalog("dead", "lake", properties("http://127.0.0.1:1"));
        runner.execute("CREATE SCHEMA lake.ext");
        return runner;
    }

    private Map<String, String> properties(String endpoint) {
        return ImmutableMap.<String, String>builder().put("s3.endpoint", endpoint).put("s3.path-style-access", "true")
                .put("s3.aws-access-key", s3.accessKey()).put("s3.aws-secret-key", s3.secretKey())
                .put("lake.external-tables-directory", state.toString()).buildOrThrow();
    }

    private void put(String key, byte[] bytes) throws IOException {
        try (OutputStream out = storage.create("s3://bucket/" + key)) {
            out.write(bytes);
        }
    }

    private void putText(String key, String text) throws IOException {
        put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private void putParquet(String key, String query, String options) throws IOException {
        Path file = Files.createTempFile("duck", ".parquet");
        put(key, Files.readAllBytes(DuckDb.parquet(file, query, options)));
        Files.delete(file);
    }

    private String explain(String sql) {
        return (String) computeActual("EXPLAIN " + sql).getOnlyValue();
    }

    @Test
    void parquetWithHivePartitions() throws IOException {
        for (int month = 1; month <= 6; month++) {
            putParquet(
                    "sales/month=" + month + "/part.parquet",
                    "SELECT i AS id, 'item ' || (i % 7) AS item, (i * 1.25)::DECIMAL(12,2) AS price FROM range(1000) r(i)",
                    "");
        }
        assertUpdate("CALL lake.system.register_external_table('ext', 'sales', 's3://bucket/sales/')");
        assertQuery(
                "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'ext' AND table_name = 'sales'",
                "VALUES ('id', 'bigint'), ('item', 'varchar'), ('price', 'decimal(12,2)'), ('month', 'bigint')");
        assertQuery("SELECT count(*), sum(price) FROM sales", "VALUES (6000, 6 * 1.25 * 499500)");
        assertQuery("SELECT month, count(*) FROM sales WHERE month >= 5 GROUP BY month", "VALUES (5, 1000), (6, 1000)");
        assertQuery("SELECT count(*) FROM sales WHERE id < 10 AND month IN (1, 3)", "VALUES 20");
        assertQuery("SELECT DISTINCT month FROM sales WHERE month = 2", "VALUES 2");
        assertQueryReturnsEmptyResult("SELECT * FROM sales WHERE month = 12");
        assertThat(explain("SELECT id FROM sales WHERE month >= 5")).contains("2 of 6 files")
                .contains("s3://bucket/sales/")
                .doesNotContain("filterPredicate");
        assertThat(explain("SELECT item FROM sales WHERE month = 1 AND id < 10")).contains("1 of 6 files")
                .contains("row groups by").contains("filterPredicate");
        // A dynamic filter on the partition column
        assertQuery(
                "SELECT count(*) FROM sales JOIN (VALUES 2, 4) m(month) ON sales.month = m.month",
                "VALUES 2000");
        assertQueryFails("INSERT INTO sales VALUES (1, 'x', 1, 1)", ".*(?i)external.*");
        assertUpdate("DROP TABLE sales");
        assertThat(storage.list("s3://bucket/sales/")).hasSize(6);
    }

    @Test
    void csvWithEverything() throws IOException {
        putText(
                "events/dt=2024-01-01/a.csv",
                "id;name;at;price\r\n1;\"Smith; J\";2024-01-01 10:00:00.123;1.50\r\n2;;2024-01-01 11:00:00;-0.01\r\n");
        putText("events/dt=2024-01-02/b.csv", "id;name;at;price\n3;\"\";2024-01-02 00:00:00;99999.99\n");
        assertUpdate("""
                CREATE TABLE events (id bigint, name varchar, at timestamp(3), price decimal(7,2), dt date)
                COMMENT 'what happened'
                WITH (external_location = 's3://bucket/events', format = 'CSV', partitioned_by = ARRAY['dt'],
                      csv_separator = ';', skip_header_line_count = 1)
                """);
        assertQuery(
                "SELECT id, name, CAST(at AS varchar), price, CAST(dt AS varchar) FROM events",
                "VALUES (1, 'Smith; J', '2024-01-01 10:00:00.123', 1.50, '2024-01-01'), "
                        + "(2, NULL, '2024-01-01 11:00:00.000', -0.01, '2024-01-01'), "
                        + "(3, '', '2024-01-02 00:00:00.000', 99999.99, '2024-01-02')");
        assertQuery("SELECT sum(price) FROM events WHERE dt = DATE '2024-01-02'", "VALUES 99999.99");
        assertQuery("SELECT count(*) FROM events WHERE name IS NULL", "VALUES 1");
        assertThat(explain("SELECT id FROM events WHERE dt = DATE '2024-01-02'")).contains("1 of 2 files");
        assertThat((String) computeActual("SHOW CREATE TABLE events").getOnlyValue())
                .contains("external_location = 's3://bucket/events'").contains("csv_separator = ';'")
                .contains("partitioned_by = ARRAY['dt']").contains("what happened");

        // The definition is there for another catalog over the same directory, as after a restart
        assertUpdate(
                "CREATE TABLE copied (LIKE events) WITH (external_location = 's3://bucket/events', format = 'CSV', "
                        + "partitioned_by = ARRAY['dt'], csv_separator = ';', skip_header_line_count = 1)");
        assertQuery(
                "SELECT table_name FROM dead.information_schema.tables WHERE table_schema = 'ext' AND table_name LIKE 'copie%'",
                "VALUES 'copied'");
        assertQuery("SELECT count(*) FROM copied", "VALUES 3");
        assertUpdate("DROP TABLE copied");

        putText("events/dt=2024-01-03/c.csv", "id;name;at;price\n4;x;2024-01-03 00:00:00;1.005\n");
        assertQueryFails(
                "SELECT sum(price) FROM events",
                "Catalog 'lake': s3://bucket/events/dt=2024-01-03/c.csv, line 2: column price: '1.005' is no decimal\\(7,2\\).*");
        assertQuery("SELECT count(*) FROM events WHERE dt < DATE '2024-01-03'", "VALUES 3");
        assertUpdate("DROP TABLE events");
    }

    @Test
    void bigParquetFilesAreReadInPiecesAndOnlyWhereNeeded() throws IOException {
        putParquet(
                "big/one.parquet",
                "SELECT i AS id, md5(i::VARCHAR) || md5((i + 1)::VARCHAR) AS text FROM range(1500000) r(i)",
                "ROW_GROUP_SIZE 100000, COMPRESSION uncompressed");
        assertUpdate(
                "CALL lake.system.register_external_table(schema_name => 'ext', table_name => 'big', "
                        + "external_location => 's3://bucket/big/one.parquet')");
        assertQuery("SELECT count(*), sum(id), min(text) IS NOT NULL FROM big",
                "VALUES (1500000, 1124999250000, true)");
        assertQuery("SELECT id FROM big WHERE id BETWEEN 700000 AND 700002", "VALUES 700000, 700001, 700002");
        assertUpdate("DROP TABLE big");
    }

    @Test
    void wrongPathsAreErrorsNeverEmpty() throws IOException {
        assertQueryFails(
                "CREATE TABLE nothing (id bigint) WITH (external_location = 's3://bucket/no/such/path', format = 'PARQUET')",
                "No files at s3://bucket/no/such/path.*");
        assertQueryFails(
                "CALL lake.system.register_external_table('nowhere', 'nothing', 's3://bucket/x')",
                ".*nowhere.*");
        putText("gone/a.csv", "1\n");
        assertUpdate("CREATE TABLE gone (id bigint) WITH (external_location = 's3://bucket/gone', format = 'CSV')");
        storage.delete("s3://bucket/gone/a.csv");
        assertQueryFails("SELECT count(*) FROM gone", "Catalog 'lake': No files at s3://bucket/gone.*");
        assertQueryFails("SELECT * FROM gone WHERE id = 1", "Catalog 'lake': No files at s3://bucket/gone.*");
        assertUpdate("DROP TABLE gone");
        assertQueryFails(
                "CREATE TABLE missing (id bigint) WITH (external_location = 's3://no-such-bucket/x', format = 'CSV')",
                "Cannot list s3://no-such-bucket/x.*");
        assertQueryFails(
                "CREATE TABLE odd (id bigint) WITH (external_location = 'hdfs://x/y', format = 'CSV')",
                "Not a location: 'hdfs://x/y'.*");
    }

    @Test
    @Timeout(120)
    void deadS3IsAnErrorWithinSecondsAndLeavesOthersAlone() throws IOException {
        putText("alive/a.csv", "1\n");
        assertUpdate("CREATE TABLE alive (id bigint) WITH (external_location = 's3://bucket/alive', format = 'CSV')");
        long start = System.nanoTime();
        assertQueryFails(
                "SELECT count(*) FROM dead.ext.alive",
                "Catalog 'dead': Cannot list s3://bucket/alive \\(endpoint http://127.0.0.1:1\\):.*Connection refused.*");
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        assertQuery("SELECT count(*) FROM alive", "VALUES 1");
        // What needs no files works
        assertQuery("SHOW COLUMNS FROM dead.ext.alive",
                "VALUES ('id', 'bigint', '', '')");
        assertUpdate("DROP TABLE dead.ext.alive");
    }

    @Test
    void corruptFilesNameThemselves() throws IOException {
        putParquet("bad/a.parquet", "SELECT i AS id FROM range(10) r(i)", "");
        assertUpdate("CALL lake.system.register_external_table('ext', 'bad', 's3://bucket/bad/')");
        putText("bad/b.parquet", "this is no Parquet file at all");
        assertQueryFails("SELECT sum(id) FROM bad",
                "(?s)Catalog 'lake': Cannot read Parquet file s3://bucket/bad/b.parquet.*magic.*");
        assertUpdate("DROP TABLE bad");
    }

    @Test
    void sameAnswersAsDuckDbOnTpch() throws IOException {
        Path csv = Files.createTempFile("orders", ".csv");
        Path parquet = Files.createTempFile("orders", ".parquet");
        Object rows = computeActual("SELECT count(*) FROM tpch.tiny.orders").getOnlyValue();
        // TPC-H through a CSV file of our own, then DuckDB makes Parquet of it
        StringBuilder text = new StringBuilder();
        computeActual("SELECT orderkey, orderstatus, totalprice, orderdate, comment FROM tpch.tiny.orders")
                .getMaterializedRows()
                .forEach(row -> text.append(row.getField(0)).append(',').append(row.getField(1)).append(',')
                        .append(row.getField(2))
                        .append(',').append(row.getField(3)).append(",\"").append(row.getField(4)).append("\"\n"));
        Files.writeString(csv, text);
        DuckDb.parquet(
                parquet,
                "SELECT * FROM read_csv('" + csv
                        + "', header=false, names=['orderkey','orderstatus','totalprice','orderdate','comment'])",
                "");
        put("tpch/csv/orders.csv", Files.readAllBytes(csv));
        put("tpch/parquet/orders.parquet", Files.readAllBytes(parquet));
        assertUpdate(
                "CREATE TABLE orders_csv (orderkey bigint, orderstatus varchar(1), totalprice double, orderdate date, comment varchar) "
                        + "WITH (external_location = 's3://bucket/tpch/csv', format = 'CSV')");
        assertUpdate("CALL lake.system.register_external_table('ext', 'orders_parquet', 's3://bucket/tpch/parquet')");
        for (String table : new String[]{"orders_csv", "orders_parquet"}) {
            assertThat(computeActual("SELECT count(*) FROM " + table).getOnlyValue()).isEqualTo(rows);
            assertQuery(
                    "SELECT orderkey, orderstatus, totalprice, orderdate, comment FROM " + table,
                    "SELECT orderkey, orderstatus, totalprice, orderdate, comment FROM orders");
            assertQuery(
                    "SELECT orderstatus, count(*), min(orderdate) FROM " + table
                            + " WHERE orderdate >= DATE '1995-01-01' GROUP BY orderstatus",
                    "SELECT orderstatus, count(*), min(orderdate) FROM orders WHERE orderdate >= DATE '1995-01-01' GROUP BY orderstatus");
        }
        assertUpdate("DROP TABLE orders_csv");
        assertUpdate("DROP TABLE orders_parquet");
    }
}

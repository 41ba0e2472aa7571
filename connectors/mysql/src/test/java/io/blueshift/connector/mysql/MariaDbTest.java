package io.blueshift.connector.mysql;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.blueshift.embedded.EmbeddedMariaDb;
import io.blueshift.embedded.ServerOptions;
import io.trino.Session;
import io.trino.sql.planner.optimizations.PlanNodeSearcher;
import io.trino.sql.planner.plan.TableScanNode;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/** The connector on a real MariaDB: what MySQL is asked, MariaDB is asked, and the rows are the engine's. */
@TestInstance(PER_CLASS)
@Timeout(120)
final class MariaDbTest {
    private static final List<String> ALL = List.of("predicate_pushdown", "projection_pushdown", "aggregation_pushdown",
            "topn_pushdown");
    private static final Pattern GROUPED_OR_ORDERED = Pattern.compile(" GROUP BY | ORDER BY |(count|sum|min|max)\\(");
    private static final Pattern JOINED = Pattern.compile(" JOIN ");
    private static final int TOGETHER = 20;
    private static final int SAMPLED = 3;

    private EmbeddedMariaDb mariaDb;
    private QueryRunner runner;

    /** A line of a file: what is asked of the engine, and what that asks of MySQL. */
    private record Case(String query, String asked) {
        boolean stays() {
            return asked.equals("nothing") || asked.startsWith("stays:");
        }
    }

    @BeforeAll
    void start() throws Exception {
        mariaDb = EmbeddedMariaDb.start(ServerOptions.temporary().withSetting("log-output", "TABLE"));
        runner = MySqlQueryRunner.create(mariaDb);
        // MySQL's tables, with what MariaDB has instead of MySQL's own collations
        MySqlQueryRunner.execute(mariaDb, resource("schema.sql").replace("_0900_bin", "_nopad_bin")
                .replace("_0900_", "_uca1400_").split("\n(?=\\S)"));
    }

    @AfterAll
    void stop() {
        runner.close();
        mariaDb.close();
    }

    private static String resource(String name) throws IOException {
        return Resources.toString(Resources.getResource("predicates/" + name), StandardCharsets.UTF_8);
    }

    private static List<Case> cases(String file) throws IOException {
        return resource(file).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Splitter.on("=> ").limit(2).splitToList(line))
                .map(parts -> new Case(parts.get(0).strip(), parts.get(1).strip())).toList();
    }

    /** Truths in the select list, then each predicate in a WHERE of its own, many in a query. */
    @Test
    void predicatesChooseTheEnginesRows() throws IOException {
        List<Case> cases = cases("corpus.txt");
        String truths = "SELECT id, " + cases.stream().map(Case::query).collect(Collectors.joining("), (", "(", ")"))
                + " FROM corpus";
        List<MaterializedRow> engines = runner.execute(without(ALL), truths).getMaterializedRows();
        assertThat(runner.execute(truths).getMaterializedRows()).containsExactlyInAnyOrderElementsOf(engines);
        for (int begin = 0; begin < cases.size(); begin += TOGETHER) {
            List<String> selects = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            long pushed = 0;
            for (int i = begin; i < Math.min(begin + TOGETHER, cases.size()); i++) {
                int column = i + 1;
                selects.add("SELECT %d, id FROM corpus WHERE %s".formatted(i, cases.get(i).query()));
                engines.stream().filter(row -> Boolean.TRUE.equals(row.getField(column)))
                        .forEach(row -> expected.add("[%d, %s]".formatted(column - 1, row.getField(0))));
                pushed += cases.get(i).stays() || ofDocuments(cases.get(i)) ? 0 : 1;
            }
            QueryRunner.MaterializedResultWithPlan actual = runner.executeWithPlan(runner.getDefaultSession(),
                    String.join("\nUNION ALL ", selects));
            assertThat(actual.result().getMaterializedRows().stream().map(MaterializedRow::toString))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(asked(actual).filter(sql -> sql.contains(" WHERE ")).count()).as(selects.toString())
                    .isEqualTo(pushed);
        }
    }

    /** They are text there, which may say a thing twice. */
    private static boolean ofDocuments(Case example) {
        return example.query().contains("json_extract_scalar");
    }

    @Test
    void groupsAndOrdersAreTheEngines() throws IOException {
        compare(cases("shapes.txt"), runner.getDefaultSession(), without(ALL), GROUPED_OR_ORDERED);
    }

    @Test
    void joinedRowsAreTheEngines() throws IOException {
        compare(cases("joins.txt"), with("join_pushdown", "ALWAYS"), with("join_pushdown", "NEVER"), JOINED);
    }

    /** A part of the cases: MySQL's test has all of them. */
    private void compare(List<Case> cases, Session pushed, Session engines, Pattern fires) {
        for (int i = 0; i < cases.size(); i += SAMPLED) {
            Case example = cases.get(i);
            MaterializedResult expected = runner.execute(engines, example.query());
            QueryRunner.MaterializedResultWithPlan actual = runner.executeWithPlan(pushed, example.query());
            assertThat(actual.result().getTypes()).isEqualTo(expected.getTypes());
            assertThat(rows(example, actual.result())).as(example.query()).isEqualTo(rows(example, expected));
            assertThat(asked(actual).anyMatch(sql -> fires.matcher(sql).find())).as(example.query())
                    .isNotEqualTo(example.stays());
        }
    }

    private static List<String> rows(Case example, MaterializedResult result) {
        List<String> rows = result.getMaterializedRows().stream().map(MaterializedRow::toString).toList();
        return example.query().contains("ORDER BY") ? rows : rows.stream().sorted().toList();
    }

    /** The statements that the query's scans send. */
    private static Stream<String> asked(QueryRunner.MaterializedResultWithPlan result) {
        return PlanNodeSearcher.searchFrom(result.queryPlan().orElseThrow().getRoot())
                .whereIsInstanceOfAny(TableScanNode.class).findAll().stream()
                .map(scan -> ((TableScanNode) scan).getTable().connectorHandle().toString()
                        .split(" -- stays with the engine")[0]);
    }

    @Test
    void typesReadAndRoundTrip() {
        MySqlQueryRunner.execute(mariaDb, """
                CREATE TABLE tpch.kinds (k int PRIMARY KEY, j json, `j``2` json, plain longtext, u uuid, i4 inet4,
                    i6 inet6, z int(5) zerofill, y year, bi bit(1), ti tinyint(1), bu bigint unsigned,
                    c char(3), e enum('x', 'Y'), g point, de decimal(38, 38), ts timestamp(6) NULL, t time(3))""",
                """
                        INSERT INTO tpch.kinds VALUES (1, '{"b": 1.50, "a": "é"}', '[1]', '{"b": 1.50}',
                            '123e4567-e89b-12d3-a456-426655440000', '10.0.0.1', '2001:db8::ff00:42:8329', 7, 1999, b'1', 127,
                            18446744073709551615, 'a ', 'Y', ST_PointFromText('POINT(1 2)'),
                            0.12345678901234567890123456789012345678, '2038-01-19 03:14:07.999999', '23:59:59.999')""");
        String columns = "k, json_format(j), json_format(\"j`2\"), plain, u, i4, i6, z, y, bi, ti, bu, c, e, g, "
                + "CAST(de AS varchar), CAST(ts AS varchar), CAST(t AS varchar)";
        String read = runner.execute("SELECT " + columns + " FROM kinds").getMaterializedRows().toString();
        assertThat(read).contains("{\"a\":\"é\",\"b\":1.50}, [1], {\"b\": 1.50}",
                "123e4567-e89b-12d3-a456-426655440000, 10.0.0.1, 2001:db8::ff00:42:8329, 7, 1999, true, 127",
                "18446744073709551615, a  , Y, POINT(1 2), 0.12345678901234567890123456789012345678",
                "2038-01-19 03:14:07.999999 UTC, 23:59:59.999");
        Session resultSet = with("read_protocol", "RESULT_SET");
        assertThat(runner.execute(resultSet, "SELECT " + columns + " FROM kinds").getMaterializedRows())
                .hasToString(read);
        runner.execute("CREATE TABLE kinds_copied AS SELECT k, j, u, bu, c, ts, t FROM kinds");
        runner.execute("INSERT INTO kinds_copied SELECT k + 1, j, u, bu, c, ts, t FROM kinds");
        assertThat(runner.execute("SELECT DISTINCT json_format(j), u, bu, c, ts, t FROM kinds_copied")
                .getMaterializedRows())
                .isEqualTo(runner.execute("SELECT json_format(j), u, bu, c, ts, t FROM kinds").getMaterializedRows());
    }

    /** Collations that MySQL's driver has never heard of. */
    @Test
    void charactersAreThoseOfTheColumn() {
        MySqlQueryRunner.execute(mariaDb, "CREATE TABLE tpch.unpadded (a varchar(9) COLLATE latin1_swedish_nopad_ci,"
                + " b varchar(9) COLLATE latin2_general_nopad_ci, c char(9) COLLATE utf16_nopad_bin,"
                + " d enum('é') COLLATE latin1_nopad_bin, e text COLLATE utf8mb4_uca1400_ai_ci)",
                "INSERT INTO tpch.unpadded VALUES ('é€', 'č', 'é', 'é', 'é😀')");
        for (String protocol : List.of("ROWS", "RESULT_SET")) {
            assertThat(runner.execute(with("read_protocol", protocol), "SELECT a, b, trim(c), d, e FROM unpadded")
                    .getMaterializedRows()).hasToString("[[é€, č, é, é, é😀]]");
        }
    }

    @Test
    void sequencesAndTablesThatKeepOldRows() {
        MySqlQueryRunner.execute(mariaDb, "CREATE SEQUENCE tpch.numbers START WITH 5",
                "CREATE TABLE tpch.kept (id int PRIMARY KEY, n int, twice int AS (n * 2) STORED) WITH SYSTEM VERSIONING",
                "INSERT INTO tpch.kept (id, n) VALUES (1, 1), (2, 2), (3, 3)",
                "UPDATE tpch.kept SET n = 4 WHERE id = 1",
                "DELETE FROM tpch.kept WHERE id = 2");
        assertThat(runner.execute("SELECT next_not_cached_value FROM numbers").getOnlyValue()).isEqualTo(5L);
        assertThat(runner.execute("SELECT * FROM kept ORDER BY id").getMaterializedRows())
                .hasToString("[[1, 4, 8], [3, 3, 6]]");
        runner.execute("UPDATE kept SET n = n + 1 WHERE rand() < 2");
        runner.execute("MERGE INTO kept k USING (VALUES 3, 9) s (id) ON k.id = s.id WHEN MATCHED THEN DELETE"
                + " WHEN NOT MATCHED THEN INSERT (id, n) VALUES (s.id, 9)");
        assertThat(runner.execute("SELECT * FROM kept ORDER BY id").getMaterializedRows())
                .hasToString("[[1, 5, 10], [9, 9, 18]]");
        assertThat(runner.execute("SHOW TABLES LIKE '%e%t'").getMaterializedRows().toString()).contains("kept");
    }

    @Test
    void statisticsOfColumnsAreKnown() {
        MySqlQueryRunner.execute(mariaDb, "ANALYZE TABLE tpch.many PERSISTENT FOR ALL");
        Map<Object, MaterializedRow> stats = runner.execute("SHOW STATS FOR many").getMaterializedRows().stream()
                .collect(Collectors.toMap(row -> String.valueOf(row.getField(0)), row -> row));
        assertThat(stats.get("null").getField(4)).isEqualTo(100.0);
        assertThat(stats.get("id").getField(2)).isEqualTo(100.0);
        assertThat(stats.get("v").getField(2)).isEqualTo(2.0);
        assertThat(stats.get("v").getField(3)).isEqualTo(0.0);
        assertThat(stats.get("id").getField(5)).isEqualTo("1");
        assertThat(stats.get("id").getField(6)).isEqualTo("100");
    }

    @Test
    void changesLeaveTheRestOfAColumn() {
        MySqlQueryRunner.execute(mariaDb, "CREATE TABLE tpch.shaped (id int PRIMARY KEY, j json NOT NULL DEFAULT '[1]'"
                + " COMMENT 'a, \\\\ (', t text CHARACTER SET latin1 DEFAULT ('it''s'), n int DEFAULT (1 + 2),"
                + " at timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3))");
        for (String change : List.of("COMMENT ON COLUMN shaped.j IS 'it''s JSON'",
                "ALTER TABLE shaped ALTER COLUMN j DROP NOT NULL", "COMMENT ON COLUMN shaped.n IS 'computed'",
                "COMMENT ON COLUMN shaped.at IS 'updated'",
                "ALTER TABLE shaped ALTER COLUMN t SET DATA TYPE varchar(7)",
                "ALTER TABLE shaped ADD COLUMN first varchar DEFAULT 'a\\''b' FIRST")) {
            runner.execute(change);
        }
        runner.execute("INSERT INTO shaped (id) VALUES (1)");
        assertThat(runner.execute("SELECT first, id, json_format(j), t, n, at IS NULL FROM shaped")
                .getMaterializedRows()).hasToString("[[a\\'b, 1, [1], it's, 3, false]]");
        assertThat((String) runner.execute("SHOW CREATE TABLE shaped").getOnlyValue())
                .contains("first varchar DEFAULT 'a\\''b'", "j json DEFAULT JSON '[1]' COMMENT 'it''s JSON'",
                        "t varchar(7) DEFAULT 'it''s'", "n integer COMMENT 'computed'", "primary_key = ARRAY['id']");
        assertThat(MySqlQueryRunner.value(mariaDb, "SELECT group_concat(EXTRA, CHARACTER_SET_NAME SEPARATOR ';') FROM"
                + " information_schema.COLUMNS WHERE TABLE_NAME = 'shaped' AND COLUMN_NAME IN ('t', 'at')"))
                .contains("latin1");
        assertThat(MySqlQueryRunner.value(mariaDb, "SELECT EXTRA FROM information_schema.COLUMNS WHERE TABLE_NAME ="
                + " 'shaped' AND COLUMN_NAME = 'at'")).contains("on update current_timestamp(3)");
    }

    @Test
    void partsAreReadAtOnce() {
        MySqlQueryRunner.execute(mariaDb, "CREATE TABLE tpch.large (id bigint PRIMARY KEY, v varchar(1000))",
                "INSERT INTO tpch.large SELECT seq, repeat('x', 1000) FROM tpch.seq_1_to_40000",
                "ANALYZE TABLE tpch.large");
        MySqlQueryRunner.execute(mariaDb, "SET GLOBAL general_log = 1");
        assertThat(runner.execute(with("read_parallelism", "2"),
                "SELECT sum(id), count(v) FROM (SELECT id, v FROM large WHERE rand() < 2)").getMaterializedRows())
                .hasToString("[[800020000, 40000]]");
        assertThat(MySqlQueryRunner.value(mariaDb,
                "SELECT count(*) FROM mysql.general_log WHERE argument LIKE 'START TRANSACTION WITH CONSISTENT%'"))
                .isEqualTo("2");
    }

    @Test
    void errorsNameMariaDb() throws InterruptedException {
        MySqlQueryRunner.execute(mariaDb, "CREATE TABLE tpch.target (x int PRIMARY KEY)",
                "INSERT INTO tpch.target VALUES (1)");
        assertThatThrownBy(() -> runner.execute("INSERT INTO target VALUES 3, 1"))
                .hasMessageContaining("Catalog 'mysql' (MariaDB at 127.0.0.1:" + mariaDb.port() + ")")
                .hasMessageContaining("Duplicate entry '1'");
        assertThat(runner.execute("SELECT x FROM target").getOnlyValue()).isEqualTo(1);
        await("SELECT count(*) FROM information_schema.TABLES WHERE TABLE_NAME LIKE 'blueshift%'", "0");
    }

    @Test
    void cancelReachesMariaDb() throws Exception {
        MySqlQueryRunner.execute(mariaDb, "CREATE VIEW tpch.slow AS SELECT sleep(60) x");
        String running = "SELECT count(*) FROM information_schema.PROCESSLIST WHERE COMMAND <> 'Sleep'"
                + " AND INFO LIKE '%`slow`%' AND INFO NOT LIKE '%PROCESSLIST%'";
        CompletableFuture<?> query = CompletableFuture.supplyAsync(() -> runner.execute("SELECT x FROM slow"),
                Thread::startVirtualThread);
        await(running, "1");
        Object id = runner.execute("SELECT query_id FROM system.runtime.queries WHERE query = 'SELECT x FROM slow'")
                .getOnlyValue();
        runner.execute("CALL system.runtime.kill_query('" + id + "', 'enough')");
        assertThatThrownBy(query::get).hasMessageContaining("enough");
        await(running, "0");
    }

    private void await(String query, String value) throws InterruptedException {
        for (int i = 0; i < 200 && !MySqlQueryRunner.value(mariaDb, query).equals(value); i++) {
            Thread.sleep(50);
        }
        assertThat(MySqlQueryRunner.value(mariaDb, query)).isEqualTo(value);
    }

    private Session without(List<String> properties) {
        Session.SessionBuilder builder = Session.builder(runner.getDefaultSession());
        properties.forEach(property -> builder.setCatalogSessionProperty(MySqlQueryRunner.CATALOG, property, "false"));
        return builder.build();
    }

    private Session with(String property, String value) {
        return Session.builder(runner.getDefaultSession())
                .setCatalogSessionProperty(MySqlQueryRunner.CATALOG, property, value).build();
    }
}

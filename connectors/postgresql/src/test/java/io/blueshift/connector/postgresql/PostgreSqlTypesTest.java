package io.blueshift.connector.postgresql;

import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.Session;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.execute;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/** Every type with its extremes: what the engine sees, and that writing it back gives PostgreSQL the same value. */
@TestInstance(PER_CLASS)
class PostgreSqlTypesTest {
    private final AtomicInteger tables = new AtomicInteger();
    private EmbeddedPostgres postgres;
    private QueryRunner runner;

    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        PostgreSqlQueryRunner.createTypes(postgres);
        runner = PostgreSqlQueryRunner.create(postgres, Map.of(), List.of());
    }

    @AfterAll
    void stop() {
        runner.close();
        postgres.close();
    }

    /** The columns: PostgreSQL's type, a value as a PostgreSQL literal, the engine's type, the value as the engine's expression. */
    @ParameterizedTest
    @CsvFileSource(resources = "/types.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void value(String remoteType, String remoteValue, String type, String value) {
        String table = table(remoteType, "('" + remoteValue.replace("'", "''") + "'), (NULL)");
        String same = type.equals("json") ? "json_format(v) = json_format(%s)" : "v IS NOT DISTINCT FROM %s";
        assertThat(runner.execute("SELECT max(typeof(v)), min(typeof(v)), count_if(" + same.formatted(value)
                + ") FROM " + table + " WHERE rand() < 2").getMaterializedRows().getFirst().getFields())
                .isEqualTo(List.of(type, type, 1L));
        String count = "SELECT count(*) FROM " + table;
        assertThat(runner.execute(count + " WHERE v IS NULL UNION ALL " + count + " WHERE v IS NOT NULL")
                .getOnlyColumn().toList()).isEqualTo(List.of(1L, 1L));
        assertRoundTrip(table, remoteType, type);
    }

    /** INSERT into a table of the same type, and CREATE TABLE AS where PostgreSQL chooses the type from the engine's. */
    private void assertRoundTrip(String table, String remoteType, String type) {
        String text = "SELECT coalesce(v::text, '<null>') FROM tpch." + table + " ORDER BY 1";
        List<String> original = query(postgres, text);
        execute(postgres, "CREATE TABLE tpch." + table + "_copy (v " + remoteType + ")");
        runner.execute("INSERT INTO " + table + "_copy SELECT v FROM " + table);
        assertThat(query(postgres, text.replace(table, table + "_copy"))).isEqualTo(original);
        if (type.contains("row(") || type.contains("map(")) {
            // There is no type that a new column could have
            return;
        }
        runner.execute("CREATE TABLE " + table + "_new AS SELECT v FROM " + table);
        String differing = "SELECT count(*) FROM " + table + " o, " + table
                + "_new n WHERE o.v IS NOT NULL AND n.v IS NOT NULL AND "
                + "CAST(o.v AS varchar) IS DISTINCT FROM CAST(n.v AS varchar)";
        if (type.startsWith("array(")) {
            assertThat(runner.execute("SELECT v FROM " + table + " ORDER BY v IS NULL").getMaterializedRows())
                    .isEqualTo(runner.execute("SELECT v FROM " + table + "_new ORDER BY v IS NULL")
                            .getMaterializedRows());
        } else if (!original.toString().contains("\\x") && !original.toString().contains("{")) {
            assertThat(runner.execute(differing).getOnlyValue()).isEqualTo(0L);
        }
        assertThat(runner.execute("SELECT count(*), count(v) FROM " + table + "_new").getMaterializedRows().getFirst()
                .getFields())
                .isEqualTo(List.of(2L, 1L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"date | infinity | the value infinity has no equal in the type date",
            "date | -infinity | the value -infinity has no equal in the type date",
            "timestamp | infinity | the value infinity has no equal in the type timestamp(6)",
            "timestamp | 294276-12-31 23:59:59 | has no equal in the type timestamp(6)",
            "timestamptz | -infinity | the value -infinity has no equal in the type timestamp(6) with time zone",
            "timestamptz | 200000-01-01 00:00:00+00 | has no equal in the type timestamp(6) with time zone",
            "time | 24:00:00 | the value 24:00:00 has no equal in the type time(6)",
            "timetz | 10:00:00+05:30:15 | has no equal in the type time(6) with time zone",
            "timetz | 10:00:00-15:59 | has no equal in the type time(6) with time zone",
            "date[] | {2000-01-01,infinity} | the value infinity has no equal in the type date",
            "integer[] | {{1,2}} | the value of 2 dimensions has no equal in the type array(integer)",
            "integer[][] | {1,2} | the value of 1 dimension has no equal in the type array(array(integer))",
            "numeric(5,2) | NaN | the value NaN has no equal in the type decimal(5,2)"})
    void whatTheEngineCannotHoldIsAnError(String remoteType, String remoteValue, String message) {
        String table = table(remoteType, "('" + remoteValue + "')");
        assertThatThrownBy(() -> runner.execute("SELECT v FROM " + table)).hasMessageContaining(message)
                .hasMessageContaining(
                        "Catalog 'postgresql' (PostgreSQL at 127.0.0.1:" + postgres.port() + "/postgres): column v")
                .hasMessageContaining("Remote SQL: SELECT \"v\" FROM \"tpch\".\"" + table + "\"");
    }

    @Test
    void numbersBeyondTheEnginesDigitsAreAnError() {
        String table = table("numeric", "('1" + "0".repeat(250) + "1')");
        assertThatThrownBy(() -> runner.execute("SELECT v FROM " + table))
                .hasMessageContaining("of 252 digits has no equal in the type number");
    }

    @Test
    void rowsGoInByCopyUnlessAColumnHasNoBinaryForm() {
        String copied = table("shout", "('OK')");
        assertThatThrownBy(() -> runner.execute("INSERT INTO " + copied + " VALUES 'YES', 'no'"))
                .hasMessageContaining("violates check constraint").hasMessageContaining("Remote SQL: COPY ");
        String batched = table("mood", "('sad')");
        assertThatThrownBy(() -> runner.execute("INSERT INTO " + batched + " VALUES 'so so', 'bad'"))
                .hasMessageContaining("bad").hasMessageContaining("Remote SQL: INSERT INTO ");
        assertThat(runner.execute("SELECT v FROM " + copied).getOnlyValue()).isEqualTo("OK");
        assertThat(runner.execute("SELECT v FROM " + batched).getOnlyValue()).isEqualTo("sad");
        assertThat(query(postgres, "SELECT relname FROM pg_class WHERE relname LIKE 'blueshift%'")).isEmpty();
    }

    @Test
    void copiesDecimalsOfEveryLength() {
        runner.execute("""
                CREATE TABLE decimals AS SELECT n, CAST(power(-9.87, n) AS decimal(18, 7)) AS d,
                    CAST(n AS decimal(18, 0)) * 987654321 AS whole,
                    CAST(n * DECIMAL '0.00000000000000001' AS decimal(18, 17)) AS tiny,
                    CAST(n AS decimal(38, 0)) * DECIMAL '-123456789012345678901234567' AS long
                FROM UNNEST(sequence(-11, 11)) AS t(n)
                """);
        assertThat(query(postgres, """
                SELECT count(*) FROM tpch.decimals WHERE whole = n * 987654321::numeric
                    AND tiny = n * 0.00000000000000001 AND long = n * -123456789012345678901234567::numeric
                """)).containsExactly("23");
        assertThat(query(postgres,
                "SELECT d::text || ' ' || tiny::text FROM tpch.decimals WHERE n IN (-3, 0, 1, 8) ORDER BY n"))
                .containsExactly("-0.0010400 -0.00000000000000003", "1.0000000 0.00000000000000000",
                        "-9.8700000 0.00000000000000001", "90061094.6612241 0.00000000000000008");
    }

    /** Beside a condition that the source takes. */
    @Test
    void conditionsOnPartsStayWithTheEngine() {
        execute(postgres, "CREATE TABLE tpch.parts (k integer, a integer[], p pair, h hstore)");
        execute(postgres, "INSERT INTO tpch.parts VALUES (1, '{1,NULL}', '(1,a)', 'a=>1'), (2, '{}', '(,)', 'b=>NULL'),"
                + " (3, '{2,3}', '(2,)', ''), (4, NULL, NULL, NULL)");
        Map<String, List<Integer>> expected = new LinkedHashMap<>();
        expected.put("a IS NOT DISTINCT FROM ARRAY[2, 3]", List.of(3));
        expected.put("a = ARRAY[2, 3]", List.of(3));
        expected.put("a > ARRAY[1, 4]", List.of(3));
        expected.put("a <> ARRAY[1]", List.of(1, 2, 3));
        expected.put("a IN (ARRAY[2, 3], ARRAY[5])", List.of(3));
        expected.put("cardinality(a) = 2", List.of(1, 3));
        expected.put("contains(a, 3)", List.of(3));
        expected.put("a IS NULL", List.of(4));
        expected.put("coalesce(a, ARRAY[7]) = ARRAY[7]", List.of(4));
        expected.put("p IS NULL", List.of(4));
        expected.put("p IS NOT NULL", List.of(1, 2, 3));
        expected.put("NOT (p IS NULL OR k = 3)", List.of(1, 2));
        expected.put("p.x = 2", List.of(3));
        expected.put("p = CAST(ROW(1, 'a') AS ROW(x integer, y varchar))", List.of(1));
        expected.put("h = MAP(ARRAY['a'], ARRAY['1'])", List.of(1));
        expected.put("h IS NULL", List.of(4));
        expected.put("element_at(h, 'b') IS NULL", List.of(1, 2, 3, 4));
        expected.forEach((condition, keys) -> assertThat(
                runner.execute("SELECT k FROM parts WHERE k < 9 AND (" + condition + ") ORDER BY k").getOnlyColumn()
                        .toList())
                .as(condition).isEqualTo(keys));
        partsAreGroupedJoinedAndChanged();
    }

    private void partsAreGroupedJoinedAndChanged() {
        assertThat(runner.execute("SELECT k, count(*) FROM (SELECT DISTINCT a, p, h, 1 AS k FROM parts) GROUP BY k")
                .getMaterializedRows().getFirst().getField(1)).isEqualTo(4L);
        assertThat(runner.execute("SELECT count(a), count(p), count(h) FROM parts").getMaterializedRows().getFirst()
                .getFields()).isEqualTo(List.of(3L, 3L, 3L));
        assertThat(runner.execute("SELECT max(a), count(DISTINCT p) FROM parts WHERE k > 1").getMaterializedRows()
                .getFirst().getFields()).isEqualTo(List.of(List.of(2, 3), 2L));
        assertThat(runner.execute("SELECT l.k FROM parts l JOIN parts r ON l.a = r.a AND l.k = r.k ORDER BY l.a")
                .getOnlyColumn().toList()).isEqualTo(List.of(2, 3));
        execute(postgres, "ALTER TABLE tpch.parts ADD PRIMARY KEY (k)");
        runner.execute(
                "UPDATE parts SET a = ARRAY[k, NULL], p = ROW(5, 'b'), h = MAP(ARRAY['c'], ARRAY['3']) WHERE k = 4");
        runner.execute("UPDATE parts SET a = ARRAY[8], p = NULL WHERE a = ARRAY[2, 3]");
        runner.execute("DELETE FROM parts WHERE p.y = 'a' OR cardinality(a) = 0");
        assertThat(query(postgres, "SELECT parts::text FROM tpch.parts ORDER BY k"))
                .containsExactly("(3,{8},,\"\")", "(4,\"{4,NULL}\",\"(5,b)\",\"\"\"c\"\"=>\"\"3\"\"\")");
    }

    @Test
    void commentsSayWhatIsTextAndWhy() {
        execute(postgres,
                "CREATE TABLE tpch.explained (a inet, b mood, c text, d \"Odd pair\", e inet[], f integer[])");
        execute(postgres, "COMMENT ON COLUMN tpch.explained.a IS 'who asked'");
        execute(postgres, "COMMENT ON COLUMN tpch.explained.c IS 'own'");
        assertThat(runner.execute("SHOW COLUMNS FROM explained").getMaterializedRows().stream()
                .map(row -> row.getField(1) + ": " + row.getField(3)))
                .containsExactly("varchar: who asked (inet, as text)", "varchar: mood (enum), as text", "varchar: own",
                        "varchar: \"Odd pair\", as text because its field A b is small",
                        "array(varchar): inet[], elements as text", "array(integer): ");
    }

    /**
     * A column of each type that a column can have: all are there, and what is text without being one says so. Of the
     * rows of the catalog's tables two will do. Left out is {@code cstring[]}, which PostgreSQL has for its functions: no
     * column can be a {@code cstring}, or have any as elements.
     */
    @Test
    void everyTypeOfTheServerIsThere() {
        List<String> types = query(postgres, """
                SELECT t.oid::regtype::text FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem
                WHERE t.typnamespace = 'pg_catalog'::regnamespace AND e.typtype IS DISTINCT FROM 'p'
                    AND (t.typtype IN ('b', 'r', 'm') AND e.typtype IS DISTINCT FROM 'c'
                        OR t.typname IN ('pg_type', '_pg_type', 'pg_am'))
                ORDER BY t.oid
                """);
        assertThat(types).hasSizeGreaterThan(140).contains("money", "tsvector", "int4multirange", "xid8",
                "pg_node_tree", "\"char\"", "refcursor", "pg_type", "int4range[]", "jsonpath")
                .doesNotContain("cstring[]");
        StringBuilder columns = new StringBuilder("k integer");
        for (int i = 0; i < types.size(); i++) {
            columns.append(", c").append(i).append(' ').append(types.get(i));
        }
        execute(postgres, "CREATE TABLE tpch.every_type (" + columns + ")");
        execute(postgres, "INSERT INTO tpch.every_type (k) VALUES (1)");
        List<MaterializedRow> shown = runner.execute("SHOW COLUMNS FROM every_type").getMaterializedRows();
        assertThat(shown).hasSize(types.size() + 1);
        Set<String> texts = Set.of("text", "character varying", "name");
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            boolean text = ((String) shown.get(i + 1).getField(1)).contains("varchar")
                    && !texts.contains(type.replace("[]", "")) && !type.equals("pg_type") && !type.equals("pg_am");
            assertThat(String.valueOf(shown.get(i + 1).getField(3))).as(type)
                    .startsWith(text ? type.replace("[]", "") : "")
                    .matches(text ? ".*, (elements )?as text" : "|pg_.*");
        }
        for (String protocol : List.of("COPY", "RESULT_SET")) {
            Session session = Session.builder(runner.getDefaultSession())
                    .setCatalogSessionProperty("postgresql", "read_protocol", protocol).build();
            assertThat(runner.execute(session, "SELECT * FROM every_type").getMaterializedRows().getFirst().getFields()
                    .subList(1, types.size() + 1)).containsOnlyNulls();
        }
    }

    /** Whatever can be read is listed, described and read. */
    @Test
    void everyRelationIsATable() {
        for (String sql : List.of("CREATE TABLE tpch.rel_parted (k integer, v text) PARTITION BY LIST (k)",
                "CREATE TABLE tpch.rel_part PARTITION OF tpch.rel_parted FOR VALUES IN (1)",
                "INSERT INTO tpch.rel_parted VALUES (1, 'a')",
                "CREATE VIEW tpch.rel_view AS SELECT k, v FROM tpch.rel_parted",
                "CREATE MATERIALIZED VIEW tpch.rel_mat AS SELECT k, v FROM tpch.rel_parted",
                "COMMENT ON VIEW tpch.rel_view IS 'seen'", "CREATE FOREIGN DATA WRAPPER nothing",
                "CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing",
                "CREATE FOREIGN TABLE tpch.rel_foreign (k integer, v text) SERVER elsewhere")) {
            execute(postgres, sql);
        }
        assertThat(runner.execute("SHOW TABLES LIKE 'rel\\_%' ESCAPE '\\'").getOnlyColumn().toList())
                .containsExactlyInAnyOrder("rel_parted", "rel_part", "rel_view", "rel_mat", "rel_foreign");
        for (String table : List.of("rel_parted", "rel_part", "rel_view", "rel_mat")) {
            assertThat(runner.execute("SELECT * FROM " + table).getMaterializedRows()).hasToString("[[1, a]]");
        }
        assertThat(runner.execute("SHOW COLUMNS FROM rel_foreign").getRowCount()).isEqualTo(2);
        assertThatThrownBy(() -> runner.execute("SELECT * FROM rel_foreign"))
                .hasMessageContaining("foreign-data wrapper \"nothing\" has no handler");
        assertThat((String) runner.execute("SHOW CREATE TABLE rel_view").getOnlyValue()).contains("COMMENT 'seen'");
    }

    @Test
    void arraysThatPostgreSqlHasNot() {
        execute(postgres, "CREATE TABLE tpch.rectangles (v integer[][])");
        assertThatThrownBy(() -> runner.execute("INSERT INTO rectangles VALUES ARRAY[ARRAY[1], ARRAY[]]"))
                .hasMessageContaining("PostgreSQL has no array that contains an array that is empty");
        assertThatThrownBy(() -> runner.execute("INSERT INTO rectangles VALUES ARRAY[ARRAY[1], NULL]"))
                .hasMessageContaining("PostgreSQL has no array that contains an array that is NULL");
        assertThatThrownBy(() -> runner.execute("INSERT INTO rectangles VALUES ARRAY[ARRAY[1], ARRAY[1, 2]]"))
                .hasMessageContaining("malformed array literal");
        assertThat(query(postgres, "SELECT count(*) FROM tpch.rectangles")).containsExactly("0");
    }

    @Test
    void arraysAsText() throws Exception {
        runner.createCatalog("texts", "postgresql",
                PostgreSqlQueryRunner.properties(postgres, Map.of("array-mapping", "AS_TEXT")));
        String table = table("integer[]", "('{{1,2},{3,4}}'), ('[0:1]={1,NULL}')");
        assertThat(runner.execute("SELECT v FROM texts.tpch." + table + " WHERE v >= '['").getOnlyColumn().toList())
                .containsExactlyInAnyOrder("{{1,2},{3,4}}", "[0:1]={1,NULL}");
        assertThat(runner.execute("SHOW COLUMNS FROM texts.tpch." + table).getMaterializedRows().getFirst().getFields())
                .startsWith("v", "varchar").endsWith("integer[], as text");
        assertThatThrownBy(() -> runner.execute("CREATE TABLE texts.tpch.refused AS SELECT ARRAY[1] v"))
                .hasMessageContaining("Unsupported column type: array(integer)");
    }

    private String table(String remoteType, String rows) {
        String table = "types_" + tables.incrementAndGet();
        execute(postgres, "CREATE TABLE tpch." + table + " (v " + remoteType + ")");
        execute(postgres, "INSERT INTO tpch." + table + " VALUES " + rows);
        return table;
    }
}

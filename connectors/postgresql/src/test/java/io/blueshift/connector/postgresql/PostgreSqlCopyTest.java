package io.blueshift.connector.postgresql;

import io.blueshift.embedded.EmbeddedPostgres;
import io.blueshift.embedded.ServerOptions;
import io.trino.Session;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.execute;
import static io.blueshift.connector.postgresql.PostgreSqlQueryRunner.query;
import static io.trino.testing.MaterializedResult.DEFAULT_PRECISION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/** What COPY reads is what the driver's results say, value by value and error by error. */
@TestInstance(PER_CLASS)
class PostgreSqlCopyTest {
    private static final List<String> TYPES = List.of("boolean", "smallint", "integer", "bigint", "real",
            "double precision", "numeric(1,0)", "numeric(5,2)", "numeric(9,9)", "numeric(15,2)", "numeric(18,0)",
            "numeric(18,1)", "numeric(18,18)", "numeric(19,3)", "numeric(30,2)", "numeric(38,0)", "numeric(38,2)",
            "numeric(38,38)", "numeric(3,-2)", "numeric(30,-5)", "numeric(2,5)", "numeric(50,10)", "numeric",
            "varchar(10)", "varchar", "text", "name", "char(5)", "char", "bytea", "date", "time", "time(0)", "timetz",
            "timetz(3)", "timestamp", "timestamp(3)", "timestamp(0)", "timestamptz", "timestamptz(3)", "timestamptz(0)",
            "uuid", "json", "jsonb", "integer[]", "inet", "interval", "money", "mood", "small", "shout", "bit(3)",
            "text[]", "numeric(9,2)[]", "timestamptz[]", "bytea[]", "jsonb[]", "mood[]", "small[]", "integer[][]",
            "pair", "pair[]", "deep", "hstore");

    private static final String PAIR = "ROW(nullif(n % 3, 0), nullif(left(md5(random()::text), n % 4), ''))::pair";

    private final AtomicInteger tables = new AtomicInteger();
    private EmbeddedPostgres postgres;
    private QueryRunner runner;

    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.start(ServerOptions.temporary().withSetting("track_activity_query_size", "100000"));
        PostgreSqlQueryRunner.createTypes(postgres);
        runner = PostgreSqlQueryRunner.create(postgres, Map.of(), List.of());
    }

    @AfterAll
    void stop() {
        runner.close();
        postgres.close();
    }

    /** Every type next to every other, NULLs between them, in more rows than one page takes. */
    @Test
    void randomRows() {
        long seed = new Random().nextLong();
        StringBuilder columns = new StringBuilder("id integer");
        StringBuilder values = new StringBuilder("n");
        for (int i = 0; i < TYPES.size(); i++) {
            columns.append(", c").append(i).append(' ').append(TYPES.get(i));
            values.append(", CASE WHEN random() < 0.1 THEN NULL ELSE CAST(").append(random(TYPES.get(i)))
                    .append(" AS ").append(TYPES.get(i)).append(") END");
        }
        execute(postgres, "CREATE TABLE tpch.every_type (" + columns + ")");
        // random() of the server follows from its seed
        execute(postgres, "SELECT setseed(" + seed % 1_000_000 / 1e6 + "); INSERT INTO tpch.every_type SELECT " + values
                + " FROM generate_series(1, 3000) n");
        List<MaterializedRow> expected = rows("RESULT_SET", "SELECT * FROM every_type ORDER BY id");
        assertThat(rows("COPY", "SELECT * FROM every_type ORDER BY id")).as("seed " + seed).isEqualTo(expected);
        for (int i = 0; i < TYPES.size(); i++) {
            int column = i + 1;
            assertThat(rows("COPY", "SELECT id, c" + i + " FROM every_type ORDER BY id"))
                    .as(TYPES.get(i) + ", seed " + seed)
                    .isEqualTo(expected.stream().map(row -> idAnd(row, column)).toList());
        }
        assertThat(readByCopy("every_type")).isTrue();
    }

    /** An expression of the server for a random value that the type holds. */
    private static String random(String type) {
        String base = type.replaceAll("\\([0-9, -]+\\)", "");
        return switch (base) {
            case "boolean" -> "random() < 0.5";
            case "smallint" -> "(random() * 65535)::integer - 32768";
            case "integer" -> "(random() * 4294967295)::bigint - 2147483648";
            case "bigint" -> "(random() * 9e18)::bigint * (CASE WHEN random() < 0.5 THEN -1 ELSE 1 END)";
            case "real" -> "(random() - 0.5) * power(10, (random() * 70)::integer - 35)";
            case "double precision" -> "(random() - 0.5) * power(10, (random() * 600)::integer - 300)";
            case "numeric" -> numeric(type);
            case "varchar", "text", "name", "char", "shout" ->
                "left(translate(md5(random()::text), 'abcdef', 'ÄÉ東Ñ '), (random() * 5)::integer)";
            case "bytea" -> "decode(left(md5(random()::text), 2 * (random() * 16)::integer), 'hex')";
            // Not before Christ: the driver's results refuse the leap days of those years
            case "date" -> "date '2000-01-01' + ((random() - 0.08) * 9000000)::integer";
            case "time", "timetz" -> "('00:00'::time + random() * interval '86399 seconds')";
            case "timestamp" -> "timestamp '2000-01-01' + (random() - 0.006) * interval '290000 years'";
            case "timestamptz" -> "timestamptz '2000-01-01' + (random() - 0.03) * interval '60000 years'";
            case "uuid" -> "md5(random()::text)::uuid";
            case "json", "jsonb" -> "json_build_object('z', random(), 'a', left(md5(random()::text), 3))";
            case "integer[]" -> "ARRAY[n, (random() * 1000)::integer]";
            case "inet" -> "('10.0.0.' || (random() * 255)::integer)::inet";
            case "interval" -> "random() * interval '1000 days'";
            case "money" -> "(random() * 100000)::numeric::money";
            case "mood" -> "(ARRAY['sad', 'so so', 'Happy'])[1 + (random() * 2)::integer]::mood";
            case "small" -> "(random() * 99)::integer";
            case "text[]" ->
                "CASE WHEN random() < 0.2 THEN '{}' ELSE ARRAY[NULL, '', left(md5(random()::text), 3) || E' \"\\\\,{東'] END";
            case "numeric[]" -> "ARRAY[random() * 1000, NULL, -n]::numeric(9,2)[]";
            case "timestamptz[]" -> "ARRAY[timestamptz '2000-01-01' + random() * interval '1000 years', NULL]";
            case "bytea[]" -> "ARRAY[decode(left(md5(random()::text), 2 * (random() * 9)::integer), 'hex')]";
            case "jsonb[]" -> "ARRAY[jsonb_build_object('z', random(), 'a', NULL), 'null', NULL]";
            case "mood[]" -> "ARRAY['sad', NULL, 'so so']::mood[]";
            case "small[]" -> "ARRAY[n % 100, NULL]::small[]";
            case "integer[][]" -> "ARRAY[ARRAY[n, NULL, 3], ARRAY[4, 5, n]]";
            case "pair" -> PAIR;
            case "pair[]" -> "ARRAY[" + PAIR + ", NULL, " + PAIR + "]";
            case "deep" -> "ROW(" + PAIR + ", ARRAY[n], 'sad', current_date, '[1]', hstore('a', NULL), ARRAY[" + PAIR
                    + "])::deep";
            case "hstore" -> "hstore(ARRAY['a', 'b \"=>', n::text], ARRAY[NULL, '', md5(random()::text)])";
            case "bit" -> "(random() * 7)::integer::bit(3)";
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** As many digits as the type has, or fewer, of both signs; sometimes those of its greatest value. */
    private static String numeric(String type) {
        if (type.equals("numeric")) {
            return "(random()::numeric - 0.5) * power(10::numeric, (random() * 60)::integer - 30)";
        }
        String[] parts = type.substring("numeric(".length(), type.length() - 1).split(",");
        int precision = Integer.parseInt(parts[0]);
        int scale = Integer.parseInt(parts[1]);
        String digits = "left(translate(md5(random()::text) || md5(random()::text), 'abcdef', '010203'), 1 + (random() * "
                + (precision - 1) + ")::integer)";
        return "(CASE WHEN random() < 0.1 THEN '" + "9".repeat(precision) + "' ELSE " + digits
                + " END)::numeric * (CASE WHEN random() < 0.5 THEN -1 ELSE 1 END) * "
                + (scale < 0
                        ? "1" + "0".repeat(-scale)
                        : "0." + "0".repeat(Math.max(0, scale - 1)) + (scale > 0 ? "1" : "0"))
                        .replaceFirst("^0\\.0$", "1");
    }

    /** The values of types.csv, all in one. */
    @Test
    void extremes() throws Exception {
        List<String> lines;
        try (var file = PostgreSqlCopyTest.class.getResourceAsStream("/types.csv")) {
            lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
        }
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split("\\|");
            String value = parts[1].startsWith("`") ? parts[1].replace("`", "") : parts[1].strip();
            values.add("'" + value.replace("'", "''") + "'");
            columns.add("c" + columns.size() + " " + parts[0].strip());
        }
        execute(postgres, "CREATE TABLE tpch.extremes (" + String.join(", ", columns) + ")");
        execute(postgres, "INSERT INTO tpch.extremes VALUES (" + String.join(", ", values) + ")");
        assertSame("types.csv", "SELECT * FROM extremes");
        assertThat(readByCopy("extremes")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"date | infinity", "date | -infinity", "date | 5874897-12-31",
            "timestamp | infinity", "timestamp | -infinity", "timestamp | 294276-12-31 23:59:59.999999",
            "timestamp | 294246-01-01 00:00:00.000001", "timestamp | 4713-11-24 00:00:00 BC",
            "timestamptz | infinity", "timestamptz | -infinity", "timestamptz | 73326-09-11 20:14:45+00",
            "timestamptz | 73326-09-11 20:14:46.123456+00", "timestamptz(3) | 200000-01-01 00:00:00.123+00",
            "timestamptz | 4713-11-24 00:00:00+00 BC", "timestamptz(0) | 1969-12-31 23:59:59+00",
            "time | 24:00:00", "time | 00:00:00", "timetz | 24:00:00+00", "timetz | 10:00:00+05:30:15",
            "timetz | 10:00:00.5-15:59", "timetz | 10:00:00-00:00:01", "numeric(5,2) | NaN", "numeric(38,2) | NaN",
            "numeric(3,-2) | NaN", "numeric | NaN", "numeric | Infinity", "numeric | -Infinity", "real | -0",
            "real | -Infinity", "double precision | 5e-324", "json | {\"a\": 1, \"a\": 2}", "json | 1e400",
            "jsonb | null", "char(5) | ''", "numeric(38,0) | 99999999999999999999999999999999999999",
            "numeric(38,0) | -10000000000000000000000000000000000000", "numeric(18,0) | -999999999999999999",
            "numeric(20,0) | 18446744073709551616", "numeric(20,0) | -18446744073709551616",
            "date[] | {2000-01-01,infinity}", "date[] | {-infinity}", "time[] | {24:00}", "numeric(5,2)[] | {1.5,NaN}",
            "timestamptz[] | {200000-01-01 00:00:00+00}", "integer[] | {{1,2},{3,4}}", "integer[][] | {1,2}",
            "integer[] | [5:6]={1,2}", "integer[] | {}", "integer[][] | {}", "integer[][][] | {{{1},{2}},{{3},{4}}}",
            "float8[] | {NaN,-0,Infinity,5e-324,NULL}", "bool[] | {t,f,NULL}", "text[] | {NULL,\"NULL\",null,\"\"}",
            "timetz[] | {12:34:56.789012+05:30}", "timestamp[] | {0044-03-15 12:00:00.000001 BC}",
            "uuid[] | {00000000-0000-0000-0000-00000000002a}", "json[] | {\"{\\\"b\\\": 1, \\\"a\\\": 2}\"}",
            "numeric[] | {NaN,Infinity,1e30}", "char(3)[] | {a,abc}", "varchar(2)[] | {é,NULL}", "name[] | {a}",
            "inet[] | {10.0.0.1,NULL}", "smaller[] | {1}", "bunch | {1.25}", "int2vector | 1 2 3",
            "pair | (,)", "pair | (1,\"\")", "pair[] | {\"(1,a)\",NULL,\"(,)\"}", "hstore | ''",
            "hstore[] | {\"a=>1\",NULL}",
            "hstore | a=>NULL", "\"Odd pair\" | (1,10.0.0.1)", "deep | (,,,infinity,,,)",
            "deep | (\"(1,\"\"a \\\\\\\\\"\")\",\"{1,NULL}\",\"so so\",2000-01-01,\"{\"\"a\"\": 1}\",\"a=>b\",\"{NULL}\")",
            "numeric(38,38) | -0.99999999999999999999999999999999999999", "numeric(38,0) | 0"})
    void oneValue(String remoteType, String value) {
        String table = "one_value_" + tables.incrementAndGet();
        execute(postgres, "CREATE TABLE tpch." + table + " (v " + remoteType + "); INSERT INTO tpch." + table
                + " VALUES ('" + value + "')");
        assertSame(remoteType + " " + value, "SELECT v FROM " + table);
        assertSame(remoteType + " " + value, "SELECT count(*) FROM " + table);
    }

    @Test
    void texts() {
        execute(postgres, "CREATE TABLE tpch.texts (t text, j json)");
        execute(postgres, "INSERT INTO tpch.texts VALUES ('', '\"\"'), (repeat('東', 3000000), '[1,  2]'), (NULL, NULL),"
                + " (E'\\u0001\\uFFFD\\\\', '{\"b\": \"\\u0041\", \"a\": 1.50}')");
        assertSame("texts", "SELECT t, json_format(j) FROM texts");
    }

    /** What a user writes is what the source compares with, whatever characters it has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"it's", "'; DROP TABLE tpch.odd; --",
            "\\'; SELECT 1; --",
            "\\", "\\\\''", "$$ $tag$ :name ? ?? %s", "/* */ --", "E'x'", "😀 東京 \u200B", "a\nb\rc\td", "\"quoted\""})
    void predicatesOfOddTexts(String text) {
        execute(postgres, "DROP TABLE IF EXISTS tpch.odd");
        execute(postgres, "CREATE TABLE tpch.odd (v text, c char(40), b bytea)");
        String literal = "'" + text.replace("'", "''") + "'";
        execute(postgres,
                "SET standard_conforming_strings = on; INSERT INTO tpch.odd VALUES (" + literal + ", " + literal
                        + ", convert_to(" + literal + ", 'UTF8')), ('other', 'other', 'other')");
        for (String predicate : List.of("v = " + literal, "v IN (" + literal + ", 'none')", "c = " + literal,
                "b = to_utf8(" + literal + ")")) {
            String sql = "SELECT v, c, b FROM odd WHERE " + predicate;
            assertThat(rows("COPY", sql)).hasSize(1);
            assertSame(predicate, sql);
        }
        assertThat(query(postgres, "SELECT count(*) FROM tpch.odd")).containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"c_int = 5", "c_big > BIGINT '-9223372036854775808'", "c_real > REAL '0.1'",
            "c_double < DOUBLE '1e-300'", "c_double = infinity()", "c_dec BETWEEN DECIMAL '-1.50' AND DECIMAL '99.99'",
            "c_long = DECIMAL '-99999999999999999999.99'", "c_num > NUMBER '1e30'", "c_date < DATE '-0001-03-04'",
            "c_date = DATE '12345-01-02'", "c_time >= TIME '12:34:56.789012'",
            "c_ts = TIMESTAMP '-0043-03-15 12:00:00.000001'", "c_tstz < TIMESTAMP '1969-12-31 23:59:59.999999 UTC'",
            "c_uuid = UUID '00000000-0000-0000-0000-00000000002a'", "c_bool", "c_bytes = X'00275c'",
            "c_date IS NULL", "c_mood = 'so so'", "c_name = 'it''s'"})
    void predicatesOfEveryType(String predicate) {
        execute(postgres, """
                CREATE TABLE IF NOT EXISTS tpch.typed AS SELECT 5 AS c_int, 7::bigint AS c_big, 0.2::real AS c_real,
                    'Infinity'::double precision AS c_double, 1.25::numeric(10,2) AS c_dec,
                    -99999999999999999999.99::numeric(30,2) AS c_long, 1e31::numeric AS c_num,
                    '0003-01-01 BC'::date AS c_date, '13:00'::time AS c_time,
                    '0044-03-15 12:00:00.000001 BC'::timestamp AS c_ts, '1960-01-01 00:00:00+00'::timestamptz AS c_tstz,
                    '00000000-0000-0000-0000-00000000002a'::uuid AS c_uuid, true AS c_bool, '\\x00275c'::bytea AS c_bytes,
                    'so so'::mood AS c_mood, 'it''s'::name AS c_name
                UNION ALL SELECT 6, 8, 0, 1e-301, -1.5, 0, 'NaN', '12345-01-02', '00:00', '2000-01-01', '2000-01-01',
                    'ffffffff-ffff-ffff-ffff-ffffffffffff', false, '', 'sad', ''
                UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
                """);
        String sql = "SELECT * FROM typed WHERE " + predicate;
        assertSame(predicate, sql);
        assertThat(rows("COPY", sql)).hasSizeBetween(1, 2);
    }

    @Test
    void columnsAreSentAsTheTypesThatWerePlanned() {
        execute(postgres,
                "CREATE TABLE tpch.planned (a integer, b varchar(3), c numeric(10,2), d timestamp(3), e \"char\")");
        rows("COPY", "SELECT * FROM planned");
        assertThat(query(postgres, "SELECT query FROM pg_stat_activity WHERE query LIKE 'COPY (SELECT%planned%'"))
                .containsExactly("COPY (SELECT CAST(\"a\" AS integer), CAST(\"b\" AS character varying),"
                        + " CAST(\"c\" AS numeric), CAST(\"d\" AS timestamp without time zone), CAST(\"e\" AS text)"
                        + " FROM \"tpch\".\"planned\") TO STDOUT (FORMAT binary)");
    }

    private static MaterializedRow idAnd(MaterializedRow row, int column) {
        return new MaterializedRow(DEFAULT_PRECISION, row.getField(0), row.getField(column));
    }

    private void assertSame(String what, String sql) {
        Object expected = rowsOrError("RESULT_SET", sql);
        assertThat(rowsOrError("COPY", sql)).as(what).isEqualTo(expected);
    }

    private Object rowsOrError(String protocol, String sql) {
        try {
            return rows(protocol, sql);
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    private List<MaterializedRow> rows(String protocol, String sql) {
        Session session = Session.builder(runner.getDefaultSession())
                .setCatalogSessionProperty(PostgreSqlQueryRunner.CATALOG, "read_protocol", protocol).build();
        return runner.execute(session, sql).getMaterializedRows();
    }

    private boolean readByCopy(String table) {
        return !query(postgres, "SELECT 1 FROM pg_stat_activity WHERE application_name = 'blueshift'"
                + " AND query LIKE 'COPY (%" + table + "%'").isEmpty();
    }
}

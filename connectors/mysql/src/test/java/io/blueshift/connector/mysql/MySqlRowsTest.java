package io.blueshift.connector.mysql;

import io.blueshift.connector.mysql.rows.RowPages;
import io.blueshift.embedded.EmbeddedMySql;
import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.Session;
import io.trino.spi.type.Type;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import static io.trino.testing.MaterializedResult.DEFAULT_PRECISION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/** What is read from the bytes of the rows is what the driver's results say, value by value and error by error. */
@TestInstance(PER_CLASS)
final class MySqlRowsTest {
    private static final String TEXTS = "ELT(1 + FLOOR(? * 8), '', 'a', 'ab ', '\\\\\\'~', 'some ascii text', ' x', '  ', 'e')";
    private static final String WIDE_TEXTS = "ELT(1 + FLOOR(? * 8), '', 'a', 'ab ', 'é', 'e\\\\日本', 'é ß', '日', 'ÄÖÜ')";
    private static final String DAY = "DATE_ADD('1000-01-01', INTERVAL FLOOR(? * 3286000) DAY)";
    private static final String MOMENT = "DATE_ADD(" + DAY + ", INTERVAL FLOOR(? * 86400000000) MICROSECOND)";
    private static final String INSTANT = "FROM_UNIXTIME(ROUND(1 + ? * 2147480000, 6))";
    private static final String TIME = "SEC_TO_TIME(ROUND(? * 86398, 6))";
    private static final String BYTES = "UNHEX(LEFT(MD5(?), 2 * FLOOR(? * 5)))";

    /**
     * A type, a random value of it in MySQL's words with {@code ?} for a number from 0 to 1, and what is sent in place of
     * the column {@code c}.
     */
    private record Sample(String type, String value, String sent) {
        Sample(String type, String value) {
            this(type, value, "c");
        }
    }

    private static final List<Sample> SAMPLES = List.of(new Sample("tinyint", "FLOOR(? * 256) - 128"),
            new Sample("tinyint(1)", "FLOOR(? * 3)"), new Sample("tinyint unsigned", "FLOOR(? * 256)"),
            new Sample("smallint", "FLOOR(? * 65536) - 32768"), new Sample("smallint unsigned", "FLOOR(? * 65536)"),
            new Sample("mediumint", "FLOOR(? * 16777216) - 8388608"),
            new Sample("int", "FLOOR(? * 4294967296) - 2147483648"),
            new Sample("int unsigned", "FLOOR(? * 4294967296)"),
            new Sample("int(10) unsigned zerofill", "FLOOR(? * 1000)"),
            new Sample("bigint", "IF(? < 0.5, -9223372036854775808, 9223372036854775807) * ?"),
            new Sample("bigint unsigned", "18446744073709551615 * ?"), new Sample("bit(1)", "? < 0.5"),
            new Sample("bit(8)", "FLOOR(? * 256)", "CAST(c AS UNSIGNED)"),
            new Sample("bit(64)", "FLOOR(? * 18446744073709551615)", "CAST(c AS UNSIGNED)"),
            new Sample("year", "1901 + FLOOR(? * 255)"), new Sample("decimal(5,2)", "? * 2000 - 1000"),
            new Sample("decimal(1,0)", "? * 20 - 10"), new Sample("decimal(18,0)", "(? - 0.5) * 2e18"),
            new Sample("decimal(18,18)", "? * 2 - 1"), new Sample("decimal(15,2)", "(? - 0.5) * POW(10, ? * 14)"),
            new Sample("decimal(19,3)", "(? - 0.5) * POW(10, ? * 17)"),
            new Sample("decimal(38,0)", "(? - 0.5) * POW(10, ? * 39)"),
            new Sample("decimal(38,30)", "(? - 0.5) * POW(10, ? * 9)"),
            new Sample("decimal(20,2) unsigned", "? * POW(10, ? * 19)"),
            new Sample("decimal(50,3)", "(? - 0.5) * POW(10, ? * 40)", "CAST(c AS CHAR)"),
            new Sample("float", "(? - 0.5) * POW(10, ? * 70 - 35)", "CAST(c AS DOUBLE)"),
            new Sample("double", "(? - 0.5) * POW(10, ? * 600 - 300)"),
            new Sample("double(7,2)", "(? - 0.5) * 100000"), new Sample("date", DAY), new Sample("time", TIME),
            new Sample("time(3)", TIME), new Sample("time(6)", TIME), new Sample("datetime", MOMENT),
            new Sample("datetime(1)", MOMENT), new Sample("datetime(6)", MOMENT), new Sample("timestamp", INSTANT),
            new Sample("timestamp(3)", INSTANT), new Sample("timestamp(6)", INSTANT), new Sample("char(5)", TEXTS),
            new Sample("char(5)", WIDE_TEXTS), new Sample("varchar(20)", TEXTS), new Sample("varchar(9)", WIDE_TEXTS),
            new Sample("varchar(20) character set utf8mb4 collate utf8mb4_bin",
                    "ELT(1 + FLOOR(? * 3), '😀', 'é😀', '日本')"),
            new Sample("varchar(20) character set latin1", "ELT(1 + FLOOR(? * 3), 'é€', 'ÿ', 'plain')"),
            new Sample("varchar(20) character set ascii", TEXTS), new Sample("char(9) character set utf16", WIDE_TEXTS),
            new Sample("varchar(20) character set ucs2", WIDE_TEXTS),
            new Sample("varchar(20) character set utf32", WIDE_TEXTS),
            new Sample("varchar(20) character set sjis", "ELT(1 + FLOOR(? * 3), '日本', 'ソ表', 'plain')"),
            new Sample("varchar(20) character set gbk", "ELT(1 + FLOOR(? * 3), '日本', '中文', 'plain')"),
            new Sample("varchar(20) character set utf8mb3", WIDE_TEXTS), new Sample("tinytext", WIDE_TEXTS),
            new Sample("text", WIDE_TEXTS), new Sample("mediumtext", TEXTS), new Sample("longtext", WIDE_TEXTS),
            new Sample("enum('x','ÿ','Z')", "1 + FLOOR(? * 3)"), new Sample("set('x','ÿ','Z')", "FLOOR(? * 8)"),
            new Sample("binary(4)", BYTES), new Sample("varbinary(9)", BYTES), new Sample("tinyblob", BYTES),
            new Sample("blob", BYTES), new Sample("mediumblob", BYTES), new Sample("longblob", BYTES),
            new Sample("json", "JSON_OBJECT('z', ROUND(?, 3), 'a', " + WIDE_TEXTS + ")"),
            new Sample("point", "POINT(ROUND(?, 2), ?)", "ST_AsText(c)"));

    private EmbeddedMySql mysql;
    private QueryRunner runner;

    @BeforeAll
    void start() throws Exception {
        mysql = EmbeddedMySql.start();
        runner = MySqlQueryRunner.create(mysql);
    }

    @AfterAll
    void stop() {
        runner.close();
        mysql.close();
    }

    /** Every type next to every other, NULLs between them, in more rows than one page takes. */
    @Test
    void randomRows() {
        long seed = new Random().nextInt(1_000_000);
        int[] numbers = {0};
        StringBuilder columns = new StringBuilder("id int PRIMARY KEY");
        StringBuilder values = new StringBuilder("n");
        for (int i = 0; i < SAMPLES.size(); i++) {
            String value = SAMPLES.get(i).value();
            while (value.contains("?")) {
                numbers[0]++;
                value = value.replaceFirst("\\?",
                        "RAND(" + seed + " + n * 7919 + " + numbers[0] * 104_729 + ")");
            }
            columns.append(", c").append(i).append(' ').append(SAMPLES.get(i).type());
            values.append(", IF(RAND() < 0.1, NULL, ").append(value).append(')');
        }
        MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch.every_type (" + columns + ")",
                "SET SESSION cte_max_recursion_depth = 10000",
                "INSERT IGNORE INTO tpch.every_type WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL"
                        + " SELECT n + 1 FROM numbers WHERE n < 3000) SELECT " + values + " FROM numbers");
        List<MaterializedRow> expected = rows("RESULT_SET", "SELECT * FROM every_type ORDER BY id");
        assertThat(rows("ROWS", "SELECT * FROM every_type ORDER BY id")).as("seed " + seed).isEqualTo(expected);
        for (int i = 0; i < SAMPLES.size(); i++) {
            int column = i + 1;
            assertThat(rows("ROWS", "SELECT id, c" + i + " FROM every_type ORDER BY id"))
                    .as(SAMPLES.get(i).type() + ", seed " + seed)
                    .isEqualTo(expected.stream().map(row -> idAnd(row, column)).toList());
        }
        assertSame("no column", "SELECT count(*) FROM every_type WHERE rand() < 2");
    }

    @Test
    void everyTypeIsDecoded() throws Exception {
        for (int i = 0; i < SAMPLES.size(); i++) {
            Sample sample = SAMPLES.get(i);
            String table = "decoded_" + i;
            MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch." + table + " (c " + sample.type() + ")");
            Type type = runner.execute("SELECT c FROM " + table).getTypes().getFirst();
            assertThat(decodes(type, "SELECT " + sample.sent() + " FROM tpch." + table)).as(sample.type()).isTrue();
        }
    }

    /** Where lengths take more bytes, and where a row takes more than one packet. */
    @Test
    void longValues() {
        MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch.long_values (id int PRIMARY KEY, t longtext, b longblob)");
        for (int length : new int[]{0, 250, 251, 252, 65_535, 65_536, 16_777_210, 17_000_000}) {
            MySqlQueryRunner.execute(mysql, "INSERT INTO tpch.long_values VALUES (" + length + ", REPEAT('x', " + length
                    + "), IF(" + length + " = 251, NULL, REPEAT('y', " + length + ")))");
        }
        assertSame("lengths", "SELECT id, crc32(to_utf8(t)), crc32(b), t IS NULL FROM long_values ORDER BY id");
    }

    /** The driver takes some character sets for others; the server does not. */
    @Test
    void charactersAreThoseOfTheColumn() {
        for (String sample : List.of("armscii8 Ա", "geostd8 ა", "swe7 ÄÖ", "dec8 Œ", "hp8 Š", "keybcs2 č", "macce č",
                "macroman Ω", "koi8u ї", "cp866 Ж", "latin1 \u0081€", "sjis ソ表", "cp932 ～①", "ujis ア", "big5 中",
                "gb18030 😀", "tis620 ก", "utf16le é😀")) {
            String[] words = sample.split(" ");
            MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch.in_" + words[0] + " (v varchar(9) CHARACTER SET "
                    + words[0] + ", c char(9) CHARACTER SET " + words[0] + ", e enum('" + words[1]
                    + "') CHARACTER SET " + words[0] + ")",
                    "INSERT INTO tpch.in_" + words[0] + " VALUES ('" + words[1] + "', '" + words[1] + "', '" + words[1]
                            + "')");
            String sql = "SELECT v, trim(c), e FROM in_" + words[0];
            assertThat(rows("ROWS", sql)).hasToString("[[%1$s, %1$s, %1$s]]".formatted(words[1]));
            assertSame(sample, sql);
        }
    }

    /** What the connector depends on, and what a URL might change. */
    @Test
    void optionsOfTheUrlDoNotChangeWhatRowsAre() {
        runner.createCatalog("optional", "mysql", MySqlQueryRunner.properties(mysql, Map.of("connection-url",
                "jdbc:mysql://" + mysql.host() + ":" + mysql.port()
                        + "?useCursorFetch=true&defaultFetchSize=10&useServerPrepStmts=true&characterSetResults=latin1"
                        + "&tinyInt1isBit=true&transformedBitIsBoolean=true&yearIsDateType=true"
                        + "&zeroDateTimeBehavior=CONVERT_TO_NULL&sessionVariables=character_set_results=latin1")));
        MySqlQueryRunner.execute(mysql,
                "CREATE TABLE tpch.optional (i int, t varchar(9), d datetime(3), y year, b tinyint(1))",
                "INSERT INTO tpch.optional VALUES (1234567, 'é日本', '2026-01-02 03:04:05.678', 1999, 7)");
        assertThat(runner.execute("SELECT i, t, CAST(d AS varchar), y, b FROM optional.tpch.optional")
                .getMaterializedRows()).hasToString("[[1234567, é日本, 2026-01-02 03:04:05.678, 1999, 7]]");
    }

    /** A column that is not what it was when the query was planned is left to the driver. */
    @Test
    void whatIsSentDecides() throws Exception {
        MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch.altered (i int, t varchar(5), f float)");
        Type integer = runner.execute("SELECT i FROM altered").getTypes().getFirst();
        Type text = runner.execute("SELECT t FROM altered").getTypes().getFirst();
        Type real = runner.execute("SELECT f FROM altered").getTypes().getFirst();
        assertThat(decodes(integer, "SELECT t FROM tpch.altered")).isFalse();
        assertThat(decodes(text, "SELECT i FROM tpch.altered")).isFalse();
        assertThat(decodes(text, "SELECT CAST(t AS BINARY) FROM tpch.altered")).isFalse();
        assertThat(decodes(real, "SELECT f FROM tpch.altered")).isFalse();
    }

    private boolean decodes(Type type, String sql) throws Exception {
        RemoteColumn column = new RemoteColumn("c", type, "", Optional.empty(), new Comparability.Ordered());
        try (Connection connection = DriverManager.getConnection(mysql.jdbcUrl() + "&tinyInt1isBit=false", mysql.user(),
                mysql.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return RowPages.decodes(List.of(column), result);
        }
    }

    @Test
    void whatIsNotRepresentableIsTheSameError() {
        List<String> values = new ArrayList<>();
        for (String date : List.of("0000-00-00", "2020-00-00", "2020-02-00", "0000-01-01", "2023-02-29",
                "2024-02-29")) {
            values.add("date|" + date);
            values.add("datetime|" + date + " 00:00:00");
            values.add("datetime(6)|" + date + " 01:02:03.000000");
            values.add("datetime(3)|" + date + " 23:59:59.999");
        }
        for (String time : List.of("24:00:00", "-00:00:01", "838:59:59", "-838:59:59", "100:00:00", "23:59:59")) {
            values.add("time|" + time);
            values.add("time(6)|" + time);
            values.add("time(2)|" + time + ".25");
        }
        values.add("timestamp|0000-00-00 00:00:00");
        values.add("timestamp(6)|0000-00-00 00:00:00");
        for (int i = 0; i < values.size(); i++) {
            String[] parts = values.get(i).split("\\|");
            MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch.odd_" + i + " (v " + parts[0] + ")",
                    "INSERT INTO tpch.odd_" + i + " VALUES ('" + parts[1] + "')");
            assertSame(values.get(i), "SELECT v FROM odd_" + i);
        }
    }

    private static MaterializedRow idAnd(MaterializedRow row, int column) {
        return new MaterializedRow(DEFAULT_PRECISION, row.getField(0), row.getField(column));
    }

    private void assertSame(String what, String sql) {
        Object expected = rowsOrError("RESULT_SET", sql);
        assertThat(rowsOrError("ROWS", sql)).as(what).isEqualTo(expected);
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
                .setCatalogSessionProperty(MySqlQueryRunner.CATALOG, "read_protocol", protocol).build();
        return runner.execute(session, sql).getMaterializedRows();
    }
}

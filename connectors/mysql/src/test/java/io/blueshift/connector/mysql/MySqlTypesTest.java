package io.blueshift.connector.mysql;

import io.blueshift.embedded.EmbeddedMySql;
import io.trino.testing.AbstractTestQueryFramework;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** Every type of MySQL: what the engine sees, at the ends of its range, and what it gets back when it writes. */
final class MySqlTypesTest extends AbstractTestQueryFramework {
    /** A column's type, a value as MySQL writes it, the engine's type, and the value as the engine prints it. */
    private record Sample(String columnType, String literal, String engineType, String expected) {
        /** A geometry is read as text, which MySQL does not take for one. */
        boolean writable() {
            return !columnType.equals("point") && !columnType.equals("geometry");
        }

        String shown(int number) {
            return switch (engineType) {
                case "json" -> "json_format(v" + number + ")";
                // As text the engine shows fewer digits than there are
                case "real", "double" -> "v" + number;
                default -> "CAST(v" + number + " AS varchar)";
            };
        }
    }

    private static final List<Sample> SAMPLES = List.of(
            new Sample("tinyint", "-128", "tinyint", "-128"),
            new Sample("tinyint(1)", "127", "tinyint", "127"),
            new Sample("boolean", "true", "tinyint", "1"),
            new Sample("tinyint unsigned", "255", "smallint", "255"),
            new Sample("smallint", "-32768", "smallint", "-32768"),
            new Sample("smallint unsigned", "65535", "integer", "65535"),
            new Sample("mediumint", "-8388608", "integer", "-8388608"),
            new Sample("mediumint unsigned", "16777215", "integer", "16777215"),
            new Sample("int", "-2147483648", "integer", "-2147483648"),
            new Sample("int unsigned", "4294967295", "bigint", "4294967295"),
            new Sample("int unsigned zerofill", "7", "bigint", "7"),
            new Sample("bigint", "-9223372036854775808", "bigint", "-9223372036854775808"),
            new Sample("bigint unsigned", "18446744073709551615", "decimal(20,0)", "18446744073709551615"),
            new Sample("bit(1)", "b'1'", "boolean", "true"),
            new Sample("bit(1)", "b'0'", "boolean", "false"),
            new Sample("bit(8)", "b'11111111'", "bigint", "255"),
            new Sample("bit(64)", "18446744073709551615", "decimal(20,0)", "18446744073709551615"),
            new Sample("year", "2155", "smallint", "2155"),
            new Sample("year", "0000", "smallint", "0"),
            new Sample("decimal(5,2)", "-999.99", "decimal(5,2)", "-999.99"),
            new Sample("decimal(38,10)", "9999999999999999999999999999.9999999999", "decimal(38,10)",
                    "9999999999999999999999999999.9999999999"),
            new Sample("decimal(38,0) unsigned", "99999999999999999999999999999999999999", "decimal(38,0)",
                    "99999999999999999999999999999999999999"),
            new Sample("decimal(39,1)", "12345678901234567890123456789012345678.9", "varchar",
                    "12345678901234567890123456789012345678.9"),
            new Sample("decimal(65,30)", "-1.5", "varchar", "-1.500000000000000000000000000000"),
            new Sample("float", "16777217", "real", "1.6777216E7"),
            new Sample("float", "3.4028235e38", "real", "3.4028235E38"),
            new Sample("float", "0.1", "real", "0.1"),
            new Sample("double", "1.7976931348623157e308", "double", "1.7976931348623157E308"),
            new Sample("double", "5e-324", "double", "4.9E-324"),
            new Sample("double", "0.1", "double", "0.1"),
            new Sample("double(7,2)", "12345.678", "double", "12345.68"),
            new Sample("date", "'1000-01-01'", "date", "1000-01-01"),
            new Sample("date", "'9999-12-31'", "date", "9999-12-31"),
            new Sample("date", "'1582-10-10'", "date", "1582-10-10"),
            new Sample("date", "'0001-01-01'", "date", "0001-01-01"),
            new Sample("time", "'23:59:59'", "time(0)", "23:59:59"),
            new Sample("time(6)", "'00:00:00.000001'", "time(6)", "00:00:00.000001"),
            new Sample("time(3)", "'12:34:56.7'", "time(3)", "12:34:56.700"),
            new Sample("datetime", "'1000-01-01 00:00:00'", "timestamp(0)", "1000-01-01 00:00:00"),
            new Sample("datetime(6)", "'9999-12-31 23:59:59.999999'", "timestamp(6)", "9999-12-31 23:59:59.999999"),
            new Sample("datetime(3)", "'2022-04-03 02:30:00.123'", "timestamp(3)", "2022-04-03 02:30:00.123"),
            new Sample("timestamp", "'1970-01-01 00:00:01'", "timestamp(0) with time zone", "1970-01-01 00:00:01 UTC"),
            new Sample("timestamp(6)", "'2038-01-19 03:14:07.999999'", "timestamp(6) with time zone",
                    "2038-01-19 03:14:07.999999 UTC"),
            new Sample("timestamp(3)", "'2022-04-03 08:30:00.5'", "timestamp(3) with time zone",
                    "2022-04-03 08:30:00.500 UTC"),
            new Sample("char(5)", "'ab '", "char(5)", "ab"),
            new Sample("varchar(5)", "'ab '", "varchar(5)", "ab "),
            new Sample("varchar(5) character set latin1", "'é€'", "varchar(5)", "é€"),
            new Sample("varchar(5)", "'😀é日'", "varchar(5)", "😀é日"),
            new Sample("varchar(5)", "''", "varchar(5)", ""),
            new Sample("tinytext", "'a'", "varchar(255)", "a"),
            new Sample("text", "'a'", "varchar(65535)", "a"),
            new Sample("mediumtext", "'a'", "varchar(16777215)", "a"),
            new Sample("longtext", "'a'", "varchar", "a"),
            new Sample("enum('x','YY')", "'YY'", "varchar(2)", "YY"),
            new Sample("set('x','y','z')", "'z,x'", "varchar(5)", "x,z"),
            new Sample("json", "'{\"b\": [1.50, null], \"a\": \"é\"}'", "json", "{\"a\":\"é\",\"b\":[1.5,null]}"),
            new Sample("json", "'9007199254740993'", "json", "9007199254740993"),
            new Sample("point", "ST_PointFromText('POINT(1 2)')", "varchar", "POINT(1 2)"),
            new Sample("geometry", "ST_GeomFromText('LINESTRING(0 0,1 1)')", "varchar", "LINESTRING(0 0,1 1)"));

    private EmbeddedMySql mysql;

    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        mysql = closeAfterClass(EmbeddedMySql.start());
        return MySqlQueryRunner.create(mysql);
    }

    private static String each(IntFunction<String> text) {
        return IntStream.range(0, SAMPLES.size()).mapToObj(text).collect(joining(", "));
    }

    @Test
    void everyTypeReadsAndRoundTrips() {
        MySqlQueryRunner.execute(mysql,
                "CREATE TABLE tpch.samples (k int, " + each(i -> "v" + i + " " + SAMPLES.get(i).columnType()) + ")",
                "INSERT INTO tpch.samples VALUES (1, " + each(i -> SAMPLES.get(i).literal()) + "), (2, "
                        + each(_ -> "NULL") + ")");
        assertThat(computeActual("SELECT data_type FROM information_schema.columns"
                + " WHERE table_name = 'samples' AND column_name <> 'k' ORDER BY ordinal_position").getOnlyColumn()
                .toList())
                .isEqualTo(SAMPLES.stream().map(Sample::engineType).toList());
        assertHoldsSamples("samples", 1, true);

        // What the engine writes into MySQL's own types, and into a table of its own making, reads back the same
        String writable = IntStream.range(0, SAMPLES.size()).filter(i -> SAMPLES.get(i).writable())
                .mapToObj(i -> "v" + i)
                .collect(joining(", "));
        assertUpdate("INSERT INTO samples (k, " + writable + ") SELECT k + 2, " + writable + " FROM samples", 2);
        assertHoldsSamples("samples", 3, false);
        assertUpdate("CREATE TABLE samples_copied AS SELECT * FROM samples WHERE k <= 2", 2);
        assertHoldsSamples("samples_copied", 1, true);
    }

    private void assertHoldsSamples(String table, int first, boolean all) {
        MaterializedRow row = computeActual(
                "SELECT " + each(i -> SAMPLES.get(i).shown(i)) + " FROM " + table + " WHERE k = " + first)
                .getMaterializedRows().getFirst();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < SAMPLES.size(); i++) {
            Sample sample = SAMPLES.get(i);
            if ((all || sample.writable()) && !sample.expected().equals(row.getField(i).toString())) {
                differences.add(sample + " is " + row.getField(i));
            }
        }
        assertThat(differences).isEmpty();
        MaterializedRow nulls = computeActual("SELECT * FROM " + table + " WHERE k = " + (first + 1))
                .getMaterializedRows().getFirst();
        assertThat(nulls.getFields().subList(1, SAMPLES.size() + 1)).containsOnlyNulls();
    }

    @Test
    void commentsSayWhatIsTextAndWhy() {
        MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch.explained (a decimal(39,1) COMMENT 'much', b point,"
                + " c enum('x') COMMENT 'letter', d set('y','z'), e varchar(3) COMMENT 'own', f json)");
        assertThat(computeActual("SHOW COLUMNS FROM explained").getMaterializedRows().stream()
                .map(row -> row.getField(1) + ": " + row.getField(3)))
                .containsExactly("varchar: much (decimal(39,1), as text)", "varchar: point, as well-known text",
                        "varchar(1): letter (enum('x'), as text)", "varchar(3): set('y','z'), as text",
                        "varchar(3): own", "json: ");
        for (String type : List.of("geometry", "linestring", "polygon", "multipoint", "multilinestring",
                "multipolygon", "geometrycollection", "decimal(65,30) unsigned")) {
            MySqlQueryRunner.execute(mysql, "DROP TABLE IF EXISTS tpch.explained_again",
                    "CREATE TABLE tpch.explained_again (v " + type + ")");
            assertThat(computeActual("SHOW COLUMNS FROM explained_again").getMaterializedRows().getFirst().getFields())
                    .satisfies(fields -> assertThat((String) fields.get(1)).isEqualTo("varchar"),
                            fields -> assertThat((String) fields.get(3)).startsWith(type.substring(0, 4))
                                    .containsPattern("as (well-known )?text"));
        }
    }

    @Test
    void bytesReadAndRoundTrip() {
        MySqlQueryRunner.execute(mysql,
                "CREATE TABLE tpch.bytes (a binary(4), b varbinary(4), c tinyblob, d blob, e mediumblob, f longblob)",
                "INSERT INTO tpch.bytes VALUES (x'0061', x'00FF0020', '', x'C3', x'5C27', x'275C00')");
        String row = "VALUES (X'00610000', X'00FF0020', X'', X'C3', X'5C27', X'275C00')";
        assertThat(query("SELECT * FROM bytes")).matches(row);
        assertThat(query("SELECT * FROM bytes WHERE a = X'00610000' AND b > X'00FF' AND c = X'' AND f = X'275C00'"))
                .matches(row).isFullyPushedDown();
        assertUpdate("CREATE TABLE bytes_copied AS SELECT * FROM bytes", 1);
        assertThat(query("SELECT * FROM bytes_copied")).matches(row);
    }

    @Test
    void whatIsNoDateOrTimeIsAnError() {
        refusesToRead("d1", "date", "0000-00-00", "'0000-00-00' is no date of the calendar");
        refusesToRead("d2", "date", "2020-00-00", "'2020-00-00' is no date of the calendar");
        refusesToRead("d3", "datetime", "0000-00-00 00:00:00", "'0000-00-00 00:00:00' is no date of the calendar");
        refusesToRead("d4", "timestamp", "0000-00-00 00:00:00", "'0000-00-00 00:00:00' is no date of the calendar");
        refusesToRead("t1", "time", "24:00:00", "'24:00:00' is no time of day");
        refusesToRead("t2", "time", "-00:00:01", "'-00:00:01' is no time of day");
        refusesToRead("t3", "time(6)", "838:59:59", "'838:59:59' is no time of day");
    }

    private void refusesToRead(String table, String columnType, String value, String message) {
        MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch.odd_" + table + " (v " + columnType + ")",
                "INSERT INTO tpch.odd_" + table + " VALUES ('" + value + "')");
        assertQueryFails("SELECT v FROM odd_" + table,
                "(?s)Catalog 'mysql' \\(MySQL at 127.0.0.1:\\d+\\): column v: MySQL's value " + message
                        + ".*Remote SQL: SELECT `v` FROM .*");
    }

    @Test
    void typesThatWouldLoseSomethingAreRefused() {
        refusesToCreate("TIMESTAMP '2020-01-01 00:00:00.1234567'", "timestamp\\(7\\)");
        refusesToCreate("TIME '00:00:00.1234567'", "time\\(7\\)");
        refusesToCreate("ARRAY[1]", "array\\(integer\\)");
        refusesToCreate("UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'", "uuid");
        refusesToCreate("CAST(1 AS decimal(38,31))", "decimal\\(38,31\\)");
    }

    private void refusesToCreate(String expression, String type) {
        assertQueryFails("CREATE TABLE refused AS SELECT " + expression + " v", "Unsupported column type: " + type);
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        refusesToInsert("nan()", "double", "MySQL has no number for NaN");
        refusesToInsert("infinity()", "double", "MySQL has no number for Infinity");
        refusesToInsert("DATE '10000-01-01'", "date", "MySQL has no room for the date \\+10000-01-01");
        refusesToInsert("TIMESTAMP '1969-12-31 23:59:59 UTC'", "timestamp", "Incorrect datetime value");
        refusesToInsert("'日本'", "varchar(5) character set latin1", "Incorrect string value");
        refusesToInsert("TINYINT '-1'", "tinyint unsigned", "Out of range value");
    }

    private void refusesToInsert(String expression, String columnType, String message) {
        String table = "narrow_" + Integer.toHexString(expression.hashCode());
        MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch." + table + " (v " + columnType + ")");
        assertQueryFails("INSERT INTO " + table + " SELECT " + expression, "(?s).*" + message + ".*");
        assertThat(MySqlQueryRunner.value(mysql, "SELECT count(*) FROM tpch." + table)).isEqualTo("0");
    }

    @Test
    void booleansRoundTrip() {
        assertUpdate("CREATE TABLE flags AS SELECT * FROM (VALUES (true), (false), (NULL)) t(b)", 3);
        assertThat(query("SELECT b FROM flags")).matches("VALUES true, false, NULL");
        assertThat(query("SELECT b FROM flags WHERE b")).matches("VALUES true").isFullyPushedDown();
        assertThat(query("SELECT b FROM flags WHERE NOT b")).matches("VALUES false").isFullyPushedDown();
    }
}

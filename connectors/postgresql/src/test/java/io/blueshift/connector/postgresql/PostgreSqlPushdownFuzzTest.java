package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn;
import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;
import io.blueshift.connector.jdbc.fuzz.PushdownFuzzContract;
import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.testing.QueryRunner;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Random queries to PostgreSQL. Not asked in its own words, as it means other things by design: floating point and
 * numbers without precision (NaN equals itself and is the greatest), CHAR(n) (its order ignores the padding), times
 * with a zone (in order of their zones, too). Text is, but in the order of its bytes.
 */
class PostgreSqlPushdownFuzzTest extends PushdownFuzzContract {
    private static final String BY_BYTES = "(%s COLLATE \"C\")";
    private static final String AS_TEXT = "(CAST(%s AS text) COLLATE \"C\")";

    private static final List<String> TEXTS = List.of("''", "'a'", "'A'", "'ab'", "'Ab'", "'Äb'", "'é'", "'e\u0301'",
            "'ß'", "'ss'", "' a'", "'a '", "E'\\ta'", "'😀'", "'%'", "'_'", "'\\'", "'0'", "'-5'", "'İ'", "'ſ'", "'ı'",
            "'ΑΣ'", "'ς'", "'ǅ'", "'ﬁ'", "U&'\\2003a\\2003'", "'résumé'");
    private static final List<String> SHORT_TEXTS = List.of("''", "'a'", "'A'", "'ab'", "'ß'", "'é'", "' a'", "'a '",
            "'😀'", "'İ'");

    private EmbeddedPostgres postgres;

    @Override
    protected QueryRunner start() throws Exception {
        postgres = EmbeddedPostgres.start();
        PostgreSqlQueryRunner.createTypes(postgres);
        QueryRunner runner = PostgreSqlQueryRunner.create(postgres,
                Map.of("metadata.cache-ttl", "1m", "statistics.cache-ttl", "1m"), List.of());
        PostgreSqlQueryRunner.execute(postgres,
                "CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        return runner;
    }

    @Override
    protected void stopSource() {
        postgres.close();
    }

    @Override
    protected void execute(List<String> statements) {
        PostgreSqlQueryRunner.execute(postgres, String.join("; ", statements));
    }

    @Override
    protected Connection connect() throws SQLException {
        Connection connection = PostgreSqlQueryRunner.connect(postgres);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + PostgreSqlQueryRunner.SCHEMA);
        }
        return connection;
    }

    @Override
    protected List<FuzzColumn> columns() {
        return Stream.of(numbers(), texts(), asTexts(), times(), others()).flatMap(List::stream).toList();
    }

    private static List<FuzzColumn> numbers() {
        return List.of(
                FuzzColumn.of("s", "smallint", Kind.INTEGER, List.of("0", "1", "-1", "7", "32767", "-32768", "12"))
                        .inSource(),
                FuzzColumn.of("i", "integer", Kind.INTEGER,
                        List.of("0", "1", "-1", "3", "100", "2147483647", "-2147483648", "42")).inSource(),
                FuzzColumn.of("b", "bigint", Kind.INTEGER,
                        List.of("0", "1", "-1", "5", "1000000007", "9223372036854775807", "-9223372036854775808"))
                        .inSource(),
                FuzzColumn.of("o", "oid", Kind.INTEGER, List.of("0", "1", "4294967295")),
                FuzzColumn.of("sm", "small", Kind.INTEGER, List.of("0", "1", "-5", "99")).inSource(),
                FuzzColumn.of("d", "numeric(10, 2)", Kind.DECIMAL,
                        List.of("0", "1.25", "-1.25", "0.01", "99999999.99", "-99999999.99", "2.5", "-0.5", "1"))
                        .inSource(),
                FuzzColumn.of("w", "numeric(20, 0)", Kind.DECIMAL,
                        List.of("0", "1", "-7", "99999999999999999999", "-99999999999999999999", "5")).inSource(),
                FuzzColumn.of("v", "numeric(38, 10)", Kind.DECIMAL, List.of("0", "1", "1.25", "-0.0000000001",
                        "9999999999999999999999999999.9999999999")).inSource(),
                FuzzColumn.of("neg", "numeric(3, -2)", Kind.DECIMAL, List.of("0", "100", "99900", "-1200")).inSource(),
                FuzzColumn.of("un", "numeric", Kind.NUMBER,
                        List.of("0", "1.5", "1.50", "'NaN'", "'Infinity'", "-1e30", "1e-30", "7")),
                FuzzColumn.of("r", "real", Kind.REAL, List.of("0", "'-0'", "1.5", "0.1", "'NaN'", "'-Infinity'")),
                FuzzColumn.of("f", "double precision", Kind.DOUBLE,
                        List.of("0", "'-0'", "1.5", "'NaN'", "'Infinity'", "'-Infinity'", "-2")));
    }

    private static List<FuzzColumn> texts() {
        return List.of(
                FuzzColumn.of("tc", "text COLLATE \"C\"", Kind.TEXT, TEXTS).inSource(),
                FuzzColumn.of("te", "varchar(20) COLLATE \"en-x-icu\"", Kind.TEXT, TEXTS).inSource(BY_BYTES),
                FuzzColumn.of("tt", "varchar(2) COLLATE \"und-x-icu\"", Kind.TEXT, SHORT_TEXTS).inSource(BY_BYTES),
                FuzzColumn.of("ti", "text COLLATE ci", Kind.TEXT, TEXTS).inSource(BY_BYTES),
                FuzzColumn.of("td", "text", Kind.TEXT, TEXTS).inSource(BY_BYTES),
                FuzzColumn.of("tn", "name", Kind.TEXT, SHORT_TEXTS).inSource(AS_TEXT),
                FuzzColumn.of("m", "mood", Kind.TEXT, List.of("'sad'", "'so so'", "'Happy'")).inSource(AS_TEXT),
                FuzzColumn.of("sh", "shout", Kind.TEXT, List.of("''", "'A'", "'AB'", "' A'", "'A '"))
                        .inSource(BY_BYTES),
                FuzzColumn.of("bc", "bpchar", Kind.TEXT, SHORT_TEXTS),
                FuzzColumn.of("cc", "char(6) COLLATE \"C\"", Kind.PADDED, SHORT_TEXTS),
                FuzzColumn.of("ce", "char(3) COLLATE \"en-x-icu\"", Kind.PADDED, SHORT_TEXTS));
    }

    /** Types that the engine has not; values of several that are equal there have different texts. */
    private static List<FuzzColumn> asTexts() {
        return List.of(
                FuzzColumn.of("ip", "inet", Kind.TEXT, List.of("'10.0.0.1'", "'10.0.0.0/8'", "'::1'"))
                        .inSource(AS_TEXT),
                FuzzColumn.of("bits", "bit(3)", Kind.TEXT, List.of("B'000'", "B'101'")).inSource(AS_TEXT),
                FuzzColumn.of("vb", "varbit(8)", Kind.TEXT, List.of("B''", "B'0'", "B'00'", "B'101'"))
                        .inSource(AS_TEXT),
                FuzzColumn.of("ch", "\"char\"", Kind.TEXT, List.of("'a'", "'A'", "''", "' '")).inSource(AS_TEXT),
                FuzzColumn.of("iv", "interval", Kind.TEXT,
                        List.of("'1 day'", "'24 hours'", "'-1 month 2 days'", "'0'", "'30 days'", "'1 month'"))
                        .inSource(AS_TEXT),
                FuzzColumn.of("mo", "money", Kind.TEXT, List.of("0", "-1.5", "12345.67")).inSource(AS_TEXT),
                FuzzColumn.of("ra", "numrange", Kind.TEXT,
                        List.of("'empty'", "'[1,2)'", "'[1.0,2.00)'", "'(,)'", "'[1,1]'")).inSource(AS_TEXT),
                FuzzColumn.of("mac", "macaddr", Kind.TEXT, List.of("'08:00:2b:01:02:03'", "'ff:ff:ff:ff:ff:ff'"))
                        .inSource(AS_TEXT),
                FuzzColumn.of("pt", "point", Kind.TEXT, List.of("'(1,2)'", "'(-0,1e300)'")).inSource(AS_TEXT),
                FuzzColumn.of("xm", "xml", Kind.TEXT, List.of("'<a/>'", "'<a></a>'", "'a'")).inSource(AS_TEXT));
    }

    private static List<FuzzColumn> times() {
        List<String> dates = List.of("'2020-02-29'", "'1999-12-31'", "'2000-01-01'", "'0001-01-01'", "'9999-12-31'",
                "'0044-03-15 BC'", "'1582-10-10'", "'4713-11-24 BC'", "'200000-01-01'");
        List<String> moments = List.of("'2020-02-29 12:34:56.789'", "'1999-12-31 23:59:59.999'", "'2000-01-01'",
                "'0001-01-01 00:00:00'", "'0044-03-15 01:02:03.004 BC'", "'1969-12-31 23:59:59.5'",
                "'9999-12-31 23:59:59.999'");
        return List.of(
                FuzzColumn.of("dt", "date", Kind.DATE, dates).inSource(),
                FuzzColumn.of("du", "date", Kind.DATE, dates).inSource(),
                FuzzColumn.of("di", "date", Kind.DATE, List.of("'infinity'", "'-infinity'", "'2020-02-29'")).rare(),
                FuzzColumn.of("ts", "timestamp(3)", Kind.TIMESTAMP, moments).inSource(),
                FuzzColumn.of("tu", "timestamp", Kind.TIMESTAMP,
                        Stream.concat(moments.stream(), Stream.of("'2020-02-29 12:34:56.789001'")).toList())
                        .inSource(),
                FuzzColumn.of("tsi", "timestamp", Kind.TIMESTAMP, List.of("'infinity'", "'2020-02-29 12:34:56.789'"))
                        .rare(),
                FuzzColumn.of("tz", "timestamptz", Kind.INSTANT, List.of("'2020-02-29 12:34:56.789+00'",
                        "'1999-12-31 23:00:00+01'", "'0001-01-01 00:00:00+00'", "'9999-12-31 23:59:59.999999+00'"))
                        .inSource(),
                FuzzColumn.of("tzs", "timestamptz(3)", Kind.INSTANT, List.of("'2020-02-29 12:34:56.789+00'",
                        "'1999-12-31 22:00:00+00'", "'1969-12-31 23:59:59.999+00'")).inSource(),
                FuzzColumn.of("t", "time", Kind.TIME,
                        List.of("'00:00'", "'12:34:56.789'", "'23:59:59.999999'", "'12:00'")).inSource(),
                FuzzColumn.of("tp", "time(3)", Kind.TIME, List.of("'00:00'", "'12:34:56.789'", "'23:59:59.999'"))
                        .inSource(),
                FuzzColumn.of("zt", "timetz", Kind.ZONED_TIME,
                        List.of("'12:34:56.789012+05:30'", "'07:04:56.789012+00'", "'00:00-12'")));
    }

    private static List<FuzzColumn> others() {
        List<String> ids = List.of("'00000000-0000-0000-0000-000000000001'", "'ffffffff-0123-4567-89ab-ffffffffffff'",
                "'80000000-0000-0000-0000-000000000000'");
        return List.of(
                FuzzColumn.of("fl", "boolean", Kind.BOOLEAN, List.of("true", "false")).inSource(),
                FuzzColumn.of("fm", "boolean", Kind.BOOLEAN, List.of("true", "false")).inSource(),
                FuzzColumn.of("u", "uuid", Kind.UUID, ids).inSource(),
                FuzzColumn.of("uu", "uuid", Kind.UUID, ids).inSource(),
                FuzzColumn.of("by", "bytea", Kind.BYTES, List.of("''", "'\\x00'", "'\\x61'", "'\\x00ff'", "'\\xff'"))
                        .inSource(),
                FuzzColumn.of("js", "jsonb", Kind.DOCUMENT,
                        List.of("'{\"a\": 1.50}'", "'{\"a\": \"a\"}'", "'{\"a\": \"A \"}'", "'{\"a\": \"é\"}'",
                                "'{\"a\": null}'",
                                "'{\"a\": [\"a\"]}'", "'{\"a\": true}'", "'[{\"a\": \"a\"}]'", "'null'", "'[]'")),
                FuzzColumn.of("ar", "integer[]", Kind.NUMBERS,
                        List.of("'{}'", "'{1,NULL}'", "'{2147483647}'", "'{7,1,7}'", "'{NULL}'")),
                FuzzColumn.of("wo", "text[] COLLATE ci", Kind.WORDS,
                        List.of("'{}'", "'{a,NULL}'", "'{A}'", "'{\"\",é}'", "'{\"\\\\\"}'", "'{NULL}'")),
                FuzzColumn.of("jt", "json", Kind.OPAQUE, List.of("'{\"b\": 1, \"a\": 2}'", "' null'", "'[1e2]'")),
                FuzzColumn.of("an", "bunch", Kind.OPAQUE, List.of("'{1.5,-0.01}'", "'{NULL}'")),
                FuzzColumn.of("ad", "timestamptz[]", Kind.OPAQUE, List.of("'{2020-02-29 12:34:56.789+00,NULL}'")),
                FuzzColumn.of("pa", "pair", Kind.OPAQUE, List.of("'(1,a)'", "'(,)'")),
                FuzzColumn.of("hs", "hstore", Kind.OPAQUE, List.of("''", "'a=>1, b=>NULL'")));
    }
}

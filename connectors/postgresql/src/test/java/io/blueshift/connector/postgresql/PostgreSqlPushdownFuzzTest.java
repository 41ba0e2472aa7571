package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn;
import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;
import io.blueshift.connector.jdbc.fuzz.PushdownFuzzContract;
import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.testing.QueryRunner;

import java.util.List;
import java.util.Map;

/** Random queries to PostgreSQL. */
class PostgreSqlPushdownFuzzTest extends PushdownFuzzContract {
    private static final List<String> TEXTS = List.of("''", "'a'", "'A'", "'ab'", "'Ab'", "'Äb'", "'é'", "'ß'", "'ss'",
            "' a'", "'a '", "E'\\ta'", "'😀'", "'%'", "'_'", "'\\'", "'0'", "'-5'", "'İ'", "'ſ'", "U&'\\2003a\\2003'",
            "'résumé'");

    private EmbeddedPostgres postgres;

    @Override
    protected QueryRunner start() throws Exception {
        postgres = EmbeddedPostgres.start();
        QueryRunner runner = PostgreSqlQueryRunner.create(postgres, Map.of(), List.of());
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
        statements.forEach(statement -> PostgreSqlQueryRunner.execute(postgres, statement));
    }

    @Override
    protected List<FuzzColumn> columns() {
        return List.of(
                new FuzzColumn("s", "smallint", Kind.INTEGER, List.of("0", "1", "-1", "7", "32767", "-32768", "12")),
                new FuzzColumn("i", "integer", Kind.INTEGER,
                        List.of("0", "1", "-1", "3", "100", "2147483647", "-2147483648", "42")),
                new FuzzColumn("b", "bigint", Kind.INTEGER,
                        List.of("0", "1", "-1", "5", "1000000007", "9223372036854775807", "-9223372036854775808")),
                new FuzzColumn("d", "numeric(10, 2)", Kind.DECIMAL,
                        List.of("0", "1.25", "-1.25", "0.01", "99999999.99", "-99999999.99", "2.5", "-0.5")),
                new FuzzColumn("w", "numeric(20, 0)", Kind.DECIMAL,
                        List.of("0", "1", "-7", "99999999999999999999", "-99999999999999999999", "5")),
                new FuzzColumn("f", "double precision", Kind.DOUBLE,
                        List.of("0", "'-0'", "1.5", "'NaN'", "'Infinity'", "'-Infinity'", "-2")),
                new FuzzColumn("tc", "text COLLATE \"C\"", Kind.TEXT, TEXTS),
                new FuzzColumn("te", "varchar(20) COLLATE \"en-x-icu\"", Kind.TEXT, TEXTS),
                new FuzzColumn("ti", "text COLLATE ci", Kind.TEXT, TEXTS),
                new FuzzColumn("td", "text", Kind.TEXT, TEXTS),
                new FuzzColumn("dt", "date", Kind.DATE, List.of("'2020-02-29'", "'1999-12-31'", "'2000-01-01'",
                        "'0001-01-01'", "'9999-12-31'", "'0044-03-15 BC'", "'1582-10-10'")),
                new FuzzColumn("ts", "timestamp(3)", Kind.TIMESTAMP,
                        List.of("'2020-02-29 12:34:56.789'", "'1999-12-31 23:59:59.999'", "'0001-01-01 00:00:00'",
                                "'0044-03-15 01:02:03.004 BC'", "'1969-12-31 23:59:59.5'")),
                new FuzzColumn("fl", "boolean", Kind.BOOLEAN, List.of("true", "false")));
    }
}

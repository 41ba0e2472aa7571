package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn;
import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;
import io.blueshift.connector.jdbc.fuzz.PushdownFuzzContract;
import io.blueshift.embedded.EmbeddedMySql;
import io.trino.testing.QueryRunner;

import java.util.List;

/** Random queries to MySQL. */
final class MySqlPushdownFuzzTest extends PushdownFuzzContract {
    private static final List<String> LATIN = List.of("''", "'a'", "'A'", "'ab'", "'Ab'", "'Äb'", "'é'", "'ß'", "'ss'",
            "' a'", "'a '", "'\\ta'", "'%'", "'_'", "'\\\\'", "'0'", "'-5'", "'résumé'");
    private static final List<String> TEXTS = List.of("''", "'a'", "'A'", "'ab'", "'Äb'", "'é'", "'ß'", "'ss'",
            "' a'", "'a '", "'\\ta'", "'😀'", "'%'", "'\\\\'", "'0'", "'-5'", "'İ'", "'ſ'", "'résumé'");

    private EmbeddedMySql mysql;

    @Override
    protected QueryRunner start() throws Exception {
        mysql = EmbeddedMySql.start();
        return MySqlQueryRunner.create(mysql);
    }

    @Override
    protected void stopSource() {
        mysql.close();
    }

    @Override
    protected void execute(List<String> statements) {
        MySqlQueryRunner.execute(mysql, statements.toArray(String[]::new));
    }

    @Override
    protected List<FuzzColumn> columns() {
        return List.of(
                new FuzzColumn("s", "tinyint", Kind.INTEGER, List.of("0", "1", "-1", "7", "127", "-128", "12")),
                new FuzzColumn("i", "integer", Kind.INTEGER,
                        List.of("0", "1", "-1", "3", "100", "2147483647", "-2147483648", "42")),
                new FuzzColumn("b", "bigint", Kind.INTEGER,
                        List.of("0", "1", "-1", "5", "1000000007", "9223372036854775807", "-9223372036854775808")),
                new FuzzColumn("u", "integer unsigned", Kind.INTEGER, List.of("0", "1", "4294967295", "77")),
                new FuzzColumn("ub", "bigint unsigned", Kind.DECIMAL,
                        List.of("0", "1", "18446744073709551615", "9223372036854775808")),
                new FuzzColumn("d", "decimal(10, 2)", Kind.DECIMAL,
                        List.of("0", "1.25", "-1.25", "0.01", "99999999.99", "-99999999.99", "2.5", "-0.5")),
                new FuzzColumn("w", "decimal(20, 0)", Kind.DECIMAL,
                        List.of("0", "1", "-7", "99999999999999999999", "-99999999999999999999", "5")),
                new FuzzColumn("f", "double", Kind.DOUBLE, List.of("0", "1.5", "1e308", "-2")),
                new FuzzColumn("tb", "varchar(20) COLLATE utf8mb4_0900_bin", Kind.TEXT, TEXTS),
                new FuzzColumn("ti", "varchar(20) COLLATE utf8mb4_0900_ai_ci", Kind.TEXT, TEXTS),
                new FuzzColumn("tp", "varchar(20) COLLATE utf8mb4_bin", Kind.TEXT, TEXTS),
                new FuzzColumn("tl", "varchar(20) CHARACTER SET latin1", Kind.TEXT, LATIN),
                new FuzzColumn("dt", "date", Kind.DATE, List.of("'2020-02-29'", "'1999-12-31'", "'2000-01-01'",
                        "'1000-01-01'", "'9999-12-31'", "'1582-10-10'")),
                new FuzzColumn("ts", "datetime(3)", Kind.TIMESTAMP,
                        List.of("'2020-02-29 12:34:56.789'", "'1999-12-31 23:59:59.999'", "'1000-01-01 00:00:00'",
                                "'1969-12-31 23:59:59.5'")),
                new FuzzColumn("fl", "bit(1)", Kind.BOOLEAN, List.of("1", "0")));
    }
}

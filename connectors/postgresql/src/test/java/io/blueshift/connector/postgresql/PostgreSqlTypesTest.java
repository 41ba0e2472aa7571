package io.blueshift.connector.postgresql;

import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
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
        execute(postgres, "CREATE TYPE mood AS ENUM ('sad', 'so so', 'Happy')");
        execute(postgres, "CREATE DOMAIN small AS integer CHECK (value < 100)");
        execute(postgres, "CREATE DOMAIN shout AS varchar(5) CHECK (value = upper(value))");
        execute(postgres, "CREATE TYPE pair AS (x integer, y text)");
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
        assertThat(runner.execute("SELECT DISTINCT typeof(v) FROM " + table).getOnlyValue()).isEqualTo(type);
        String same = type.equals("json") ? "json_format(v) = json_format(%s)" : "v IS NOT DISTINCT FROM %s";
        assertThat(runner.execute("SELECT count(*) FROM " + table + " WHERE rand() < 2 AND " + same.formatted(value))
                .getOnlyValue())
                .isEqualTo(1L);
        assertThat(runner.execute("SELECT count(*) FROM " + table + " WHERE v IS NULL").getOnlyValue()).isEqualTo(1L);
        assertThat(runner.execute("SELECT count(*) FROM " + table + " WHERE v IS NOT NULL").getOnlyValue())
                .isEqualTo(1L);
        assertRoundTrip(table);
    }

    /** INSERT into a table of the same type, and CREATE TABLE AS where PostgreSQL chooses the type from the engine's. */
    private void assertRoundTrip(String table) {
        String text = "SELECT coalesce(v::text, '<null>') FROM tpch." + table + " ORDER BY 1";
        List<String> original = query(postgres, text);
        execute(postgres, "CREATE TABLE tpch." + table + "_copy (LIKE tpch." + table + ")");
        runner.execute("INSERT INTO " + table + "_copy SELECT v FROM " + table);
        assertThat(query(postgres, text.replace(table, table + "_copy"))).isEqualTo(original);
        runner.execute("CREATE TABLE " + table + "_new AS SELECT v FROM " + table);
        String differing = "SELECT count(*) FROM " + table + " o, " + table
                + "_new n WHERE o.v IS NOT NULL AND n.v IS NOT NULL AND "
                + "CAST(o.v AS varchar) IS DISTINCT FROM CAST(n.v AS varchar)";
        if (!original.toString().contains("\\x") && !original.toString().contains("{")) {
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

    private String table(String remoteType, String rows) {
        String table = "types_" + tables.incrementAndGet();
        execute(postgres, "CREATE TABLE tpch." + table + " (v " + remoteType + ")");
        execute(postgres, "INSERT INTO tpch." + table + " VALUES " + rows);
        return table;
    }
}

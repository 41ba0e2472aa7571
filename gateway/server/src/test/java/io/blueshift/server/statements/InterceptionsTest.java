package io.blueshift.server.statements;

import io.blueshift.server.statements.Interception.Refused;
import io.blueshift.server.statements.Interception.Run;
import io.trino.spi.TrinoException;
import io.trino.sql.parser.SqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InterceptionsTest {
    private static final String VALUE = "pearl";

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'CREATE SECRET x AS ''pearl'''", "SELECT secret FROM secrets", "TABLE secret", "",
            "UPDATE secret SET external = 1", "CREATE TABLE secret AS SELECT 1 AS secret", "DROP TABLE secret",
            "GRANT secret TO USER x", "DESCRIBE secret", "PREPARE secret FROM SELECT 1", "EXECUTE secret",
            "EXPLAIN SELECT 1", "EXPLAIN (FORMAT JSON) SELECT 1", "EXECUTE IMMEDIATE 'SELECT 1'", "(SELECT 1)",
            "CREATE SCHEMA external", "SHOW CREATE TABLE secret", "SHOW CREATE SCHEMA catalog", "SHOW SESSION",
            "CREATE CATALOG c USING tpch WITH (\"tpch.splits-per-node\" = '2')",
            "CREATE CATALOG c USING mysql WITH (\"connection-password\" = '${ENV:P}', \"connection-url\" = 'jdbc:mysql://h')",
            "CREATE CATALOG c USING mysql WITH (\"connection-url\" = 'jdbc:mysql://h:3306/d?user=a@b&password=${ENV:P}')"})
    void othersPass(String sql) {
        assertThat(Interceptions.of(sql)).isEmpty();
    }

    @Test
    void secretsAreTakenOutOfTheStatement() {
        assertStored("CREATE SECRET shop AS 'pearl'", "CREATE SECRET shop AS '******'",
                "CALL system.runtime.store_secret('shop', 'CREATE')");
        assertStored("-- pearl\ncreate or /* pearl */ replace secret Shop using 'pearl' ;",
                "CREATE OR REPLACE SECRET shop AS '******'", "CALL system.runtime.store_secret('shop', 'REPLACE')");
        assertStored("CREATE SECRET IF NOT EXISTS \"a.b-c\" AS 'pearl'",
                "CREATE SECRET IF NOT EXISTS \"a.b-c\" AS '******'",
                "CALL system.runtime.store_secret('a.b-c', 'CREATE_IF_NOT_EXISTS')");
        assertStored("ALTER SECRET shop AS 'pearl'", "ALTER SECRET shop AS '******'",
                "CALL system.runtime.store_secret('shop', 'ALTER')");
        assertThat(((Run) Interceptions.of("CREATE SECRET x AS 'it''s; -- \"'").orElseThrow().outcome()).secret())
                .contains("it's; -- \"");
        assertRun("DROP SECRET IF EXISTS shop", "CALL system.runtime.drop_secret('shop', true)");
        assertRun("SHOW SECRETS", "SELECT * FROM system.runtime.secrets ORDER BY name");
    }

    @Test
    void whatIsWrongIsToldByItsPlaceAlone() {
        assertRefused("CREATE SECRET x AS 'pearl' garbage", "line 1:28: expected the end of the statement");
        assertRefused("CREATE SECRET x AS\n  pearl", "line 2:3: expected the value in single quotes");
        assertRefused("CREATE SECRET x AS \"pearl\"", "line 1:20: expected the value in single quotes");
        assertRefused("CREATE SECRET x AS 'pearl", "line 1:20: expected the value in single quotes");
        assertRefused("CREATE SECRET x 'pearl'", "line 1:17: expected AS, then the value in single quotes");
        assertRefused("CREATE SECRET 'pearl'", "line 1:15: expected the secret's name");
        assertRefused("CREATE SECRETS x AS 'pearl'", "line 1:8: expected SECRET");
        assertRefused("CREATE SECRET \"pearl !\" AS 'x'", "line 1:15: a secret's name consists of");
        assertRefused("CREATE OR REPLACE SECRET IF NOT EXISTS x AS 'pearl'", "exclude each other");
        assertRefused("REPLACE SECRET x AS 'pearl'", "statements on secrets begin with");
        assertRefused("CREATE SECERT x AS 'pearl'", "line 1:8: expected SECRET");
        assertRefused("ALTER SECRTE x AS 'pearl'", "line 1:7: expected SECRET");
        assertRefused("DROP SECRET x 'pearl'", "line 1:15: expected the end of the statement");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXPLAIN CREATE SECRET x AS 'pearl'", "EXPLAIN ANALYZE VERBOSE CREATE SECRET x AS 'pearl'",
            "EXPLAIN (TYPE IO, FORMAT JSON) ALTER SECRET x AS 'pearl' garbage",
            "PREPARE p FROM CREATE SECRET x AS 'pearl'", "EXECUTE IMMEDIATE 'CREATE SECRET x AS ''pearl'''",
            "PREPARE p FROM EXECUTE IMMEDIATE 'CREATE SECRET x AS ''pearl'''",
            "EXPLAIN CREATE CATALOG c USING mysql WITH (\"connection-password\" = 'pearl')"})
    void secretsAreNotPartOfAnotherStatement(String sql) {
        assertRefused(sql, "send the statement by itself");
    }

    @Test
    void passwordsOfCatalogsAreMasked() {
        assertMasked("CREATE CATALOG c USING mysql WITH (\"connection-password\" = 'pearl', \"connection-user\" = 'u')",
                "CREATE CATALOG c USING mysql WITH (\"connection-password\" = '******', \"connection-user\" = 'u')");
        assertMasked(
                "CREATE CATALOG c USING x WITH (\"connection-url\" = 'jdbc:mysql://u:pearl@h/d?password=pearl&a=b')",
                "CREATE CATALOG c USING x WITH (\"connection-url\" = 'jdbc:mysql://u:******@h/d?password=******&a=b')");
        assertMasked(
                "CREATE CATALOG c USING x WITH (\"connection-passwrod\" = 'pearl', \"conection-pasword\" = 'pearl')",
                "CREATE CATALOG c USING x WITH (\"connection-passwrod\" = '******', \"conection-pasword\" = '******')");
        assertMasked("CREATE CATALOG c USING x WITH (\"connection-url\" = 'jdbc:mysql://u:pe@rl/pearl@h:1/d?a=b@c')",
                "CREATE CATALOG c USING x WITH (\"connection-url\" = 'jdbc:mysql://u:******@h:1/d?a=b@c')");
        assertMasked(
                "CREATE CATALOG c USING x WITH (a = 5, \"connection-password\" = U&'pe' || 'arl', b = ARRAY['pearl'], d = 1.5)",
                "CREATE CATALOG c USING x WITH (a = 5, \"connection-password\" = ******, b = ******, d = 1.5)");
        assertMasked("CREATE CATALOG IF NOT EXISTS c USING x WITH (\"connection-password\" = 'pearl",
                "CREATE CATALOG IF NOT EXISTS c USING x WITH (\"connection-password\" = ******");
    }

    @Test
    void externalSchemasAreCatalogs() {
        assertRun("CREATE EXTERNAL SCHEMA shop FROM POSTGRES DATABASE 'my d' SCHEMA 'public' URI 'db.example.com'",
                "CREATE CATALOG shop USING postgresql WITH (\"connection-url\" = 'jdbc:postgresql://db.example.com:5432/my%20d')");
        assertRun(
                "create external schema if not exists shop from mysql\n database 'd' uri 'db' port 3307 user 'o''k' secret s",
                "CREATE CATALOG IF NOT EXISTS shop USING mysql WITH (\"connection-url\" = 'jdbc:mysql://db:3307/d',"
                        + " \"connection-user\" = 'o''k', \"connection-password\" = '${SECRET:s}')");
        assertRun("CREATE EXTERNAL SCHEMA s FROM POSTGRES DATABASE 'd' URI '::1' PASSWORD '${ENV:P}'".replace("::1",
                "[::1]"),
                "CREATE CATALOG s USING postgresql WITH (\"connection-url\" = 'jdbc:postgresql://[::1]:5432/d',"
                        + " \"connection-password\" = '${ENV:P}')");
        assertRun("DROP EXTERNAL SCHEMA IF EXISTS shop", "DROP CATALOG IF EXISTS shop");
    }

    @Test
    void whatIsWrongWithAnExternalSchemaIsTold() {
        String begin = "CREATE EXTERNAL SCHEMA s FROM POSTGRES DATABASE 'd' ";
        assertRefused("CREATE EXTERNAL SCHEMA s FROM ORACLE", "line 1:31: expected POSTGRES or MYSQL");
        assertRefused(begin, "expected URI and its value");
        assertRefused(begin + "URI 'h:1'", "line 1:57: expected the name or the address of a host");
        assertRefused(begin + "URI 'h?user=pearl'", "expected the name or the address of a host");
        assertRefused(begin + "URI 'h' PORT 99999", "expected a port");
        assertRefused(begin + "URI 'h' PORT 0", "expected a port, a number from 1 to 65535");
        assertRefused(begin + "URI 'h' PORT '5432'", "expected a port");
        assertRefused("CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'd'",
                "line 1:31: expected POSTGRES or MYSQL");
        assertRefused(begin + "URI 'h' URI 'h'", "there can be one URI only");
        assertRefused(begin + "URI 'h' PASSWORD 'pearl'", "a password is not written out here");
        assertRefused(begin + "URI 'h' SECRET a PASSWORD '${ENV:P}'", "one SECRET or PASSWORD only");
        assertRefused(begin + "URI 'h' IAM_ROLE 'pearl'", "line 1:61: IAM_ROLE is for Amazon's services alone");
        assertRefused(begin + "URI 'h' WHAT 'pearl'", "line 1:61: expected DATABASE, SCHEMA, URI, PORT, USER, SECRET");
    }

    @Test
    void catalogsAreShown() {
        Interception interception = Interceptions.of("SHOW /* x */ CREATE\nCATALOG Shop;").orElseThrow();
        assertThat(interception.outcome()).isEqualTo(new Interception.ShowCatalog("shop"));
        assertRefused("SHOW CREATE CATALOG", "line 1:20: expected the catalog's name");
        assertRefused("SHOW CREATE CATALOG 'x'", "line 1:21: expected the catalog's name");
    }

    private static void assertStored(String sql, String shown, String executed) {
        Interception interception = Interceptions.of(sql).orElseThrow();
        assertThat(interception.shown()).isEqualTo(shown);
        Run run = (Run) interception.outcome();
        assertThat(run.secret()).contains(VALUE);
        assertThat(run.sql()).isEqualTo(executed);
        new SqlParser().createStatement(run.sql());
        assertThat(interception.toString()).doesNotContain(VALUE);
    }

    private static void assertRun(String sql, String executed) {
        Interception interception = Interceptions.of(sql).orElseThrow();
        assertThat(interception.shown()).isEqualTo(sql);
        Run run = (Run) interception.outcome();
        assertThat(run.secret()).isEmpty();
        assertThat(run.sql()).isEqualTo(executed);
        new SqlParser().createStatement(run.sql());
    }

    private static void assertMasked(String sql, String shown) {
        Interception interception = Interceptions.of(sql).orElseThrow();
        assertThat(interception.shown()).isEqualTo(shown);
        assertThat(((Run) interception.outcome()).sql()).isEqualTo(sql);
    }

    private static void assertRefused(String sql, String message) {
        Interception interception = Interceptions.of(sql).orElseThrow();
        TrinoException reason = ((Refused) interception.outcome()).reason();
        assertThat(reason).hasMessageContaining(message);
        assertThat(reason.getMessage() + interception.shown()).doesNotContain(VALUE);
    }
}

package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.JdbcConnectorContract;
import io.blueshift.connector.jdbc.SourceErrorCode;
import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.spi.StandardErrorCode;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.sql.SqlExecutor;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Trino's own suite for connectors, on a real PostgreSQL. */
class PostgreSqlConnectorTest extends JdbcConnectorContract {
    private EmbeddedPostgres postgres;

    PostgreSqlConnectorTest() {
        super("\"", 63);
    }

    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        postgres = closeAfterClass(EmbeddedPostgres.start());
        return PostgreSqlQueryRunner.create(postgres, Map.of(), REQUIRED_TPCH_TABLES);
    }

    @Override
    public Connection connectToSource() throws SQLException {
        return PostgreSqlQueryRunner.connect(postgres);
    }

    @Override
    public String waitingStatements(String text) {
        return "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%" + text + "%'";
    }

    @Override
    public boolean rowsHaveVersions() {
        return true;
    }

    @Override
    protected boolean hasBehavior(TestingConnectorBehavior behavior) {
        return switch (behavior) {
            case SUPPORTS_ARRAY -> true;
            // PostgreSQL appends columns
            case SUPPORTS_ADD_COLUMN_WITH_POSITION -> false;
            default -> super.hasBehavior(behavior);
        };
    }

    @Override
    protected SqlExecutor onSource() {
        return sql -> PostgreSqlQueryRunner.execute(postgres, sql);
    }

    @Override
    protected Pattern tooLong() {
        return Pattern.compile("PostgreSQL names have at most 63 bytes");
    }

    @Override
    protected String errorMessageForInsertIntoNotNullColumn(String columnName) {
        return "(?s).*null value in column \"" + columnName + "\".* violates not-null constraint.*";
    }

    @Override
    protected void verifyAddNotNullColumnToNonEmptyTableFailurePermissible(Throwable e) {
        assertThat(e).hasMessageContaining("contains null values");
    }

    @Override
    public String exampleColumn() {
        return "varchar(20) COLLATE \"C\" NOT NULL DEFAULT 'it''s \\, (' || '\"y\"'";
    }

    @Override
    public List<String> commentExample(String table, String column) {
        return List.of("COMMENT ON COLUMN tpch." + table + "." + column + " IS 'c, ''q'' (\\'");
    }

    @Override
    public String describeExample(String table, String column) {
        return PostgreSqlQueryRunner.query(postgres, """
                SELECT format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' required ' ELSE ' ' END
                    || collname || ' ' || coalesce(pg_get_expr(adbin, adrelid), '-')
                    || ' ' || coalesce(col_description(attrelid, attnum), '-')
                FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                    LEFT JOIN pg_collation k ON k.oid = attcollation
                WHERE attrelid = 'tpch.%s'::regclass AND attname = '%s'
                """.formatted(table, column)).getFirst();
    }

    @Test
    void whatOthersNeedIsNotDropped() {
        for (String sql : List.of("CREATE TABLE tpch.needed (id integer, v text)",
                "CREATE VIEW tpch.needing AS SELECT v FROM tpch.needed", "CREATE SCHEMA of_types",
                "CREATE TYPE of_types.mood AS ENUM ('sad')")) {
            PostgreSqlQueryRunner.execute(postgres, sql);
        }
        assertThat(query("DROP TABLE needed")).failure().hasErrorCode(SourceErrorCode.SOURCE_HAS_DEPENDENTS)
                .hasMessageContaining("other objects depend on it");
        assertThat(query("ALTER TABLE needed DROP COLUMN v")).failure()
                .hasErrorCode(SourceErrorCode.SOURCE_HAS_DEPENDENTS);
        assertThat(query("DROP SCHEMA of_types")).failure().hasErrorCode(StandardErrorCode.SCHEMA_NOT_EMPTY)
                .hasMessageContaining("other objects depend on it");
        assertUpdate("DROP SCHEMA of_types CASCADE");
        PostgreSqlQueryRunner.execute(postgres, "DROP VIEW tpch.needing");
        assertUpdate("DROP TABLE needed");
    }

    /** As PostgreSQL does with unlogged tables when it starts again after a crash: it is not tried with a server of all tests. */
    @Test
    void rowsThatPostgreSqlHasLostAreMissed() throws Exception {
        PostgreSqlQueryRunner.execute(postgres, "CREATE TABLE tpch.reached (id integer PRIMARY KEY)");
        String staging = "SELECT substring(query from 'blueshift_staging_[0-9a-f_]+') FROM pg_stat_activity"
                + " WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO %\"reached\"%'";
        try (Connection other = connectToSource(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE tpch.reached IN SHARE MODE");
            CompletableFuture<?> insert = CompletableFuture.supplyAsync(
                    () -> getQueryRunner().execute("INSERT INTO reached VALUES 1, 2"), Thread::startVirtualThread);
            List<String> found = List.of();
            for (int i = 0; i < 600 && found.isEmpty() && !insert.isDone(); i++) {
                Thread.sleep(50);
                found = PostgreSqlQueryRunner.query(postgres, staging);
            }
            PostgreSqlQueryRunner.execute(postgres, "TRUNCATE tpch." + found.getFirst());
            other.commit();
            assertThatThrownBy(insert::join).hasMessageContaining(
                    "Of 2 rows on their way into table tpch.reached 0 are left in the source");
        }
        assertThat(query("SELECT count(*) FROM reached")).matches("VALUES BIGINT '0'");
    }

    @Test
    void triggersMayTakeRows() {
        for (String sql : List.of("CREATE TABLE tpch.sieved (id integer)", """
                CREATE FUNCTION tpch.sieve() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN IF NEW.id < 0 THEN RETURN NULL; END IF; RETURN NEW; END'""",
                "CREATE TRIGGER sieve BEFORE INSERT ON tpch.sieved FOR EACH ROW EXECUTE PROCEDURE tpch.sieve()")) {
            PostgreSqlQueryRunner.execute(postgres, sql);
        }
        assertUpdate("INSERT INTO sieved VALUES -1, 1", 2);
        assertThat(query("TABLE sieved")).matches("VALUES 1");
    }

    /** Of a row that is deleted no values are staged, which is not for such a type to refuse. */
    @Test
    void typesThatAreNeverNullAreChanged() {
        for (String sql : List.of("CREATE DOMAIN tpch.filled AS integer NOT NULL",
                "CREATE DOMAIN tpch.said AS varchar(9) COLLATE \"C\" CHECK (value IS NOT NULL)",
                "CREATE TABLE tpch.certain (id tpch.filled PRIMARY KEY, v tpch.said, n tpch.filled)",
                "INSERT INTO tpch.certain VALUES (1, 'a', 10), (2, 'b', 20), (3, 'c', 30)")) {
            PostgreSqlQueryRunner.execute(postgres, sql);
        }
        assertUpdate("DELETE FROM certain WHERE rand() < 2 AND id = 1", 1);
        assertUpdate("MERGE INTO certain t USING (VALUES 2, 4) s(id) ON t.id = s.id"
                + " WHEN MATCHED THEN UPDATE SET v = t.v || '!'"
                + " WHEN NOT MATCHED THEN INSERT VALUES (s.id, 'new', 40)", 2);
        assertThat(query("SELECT id, CAST(v AS varchar), n FROM certain"))
                .matches("VALUES (2, VARCHAR 'b!', 20), (3, 'c', 30), (4, 'new', 40)");
    }

    /** The key of a table says nothing of the rows that its children have. */
    @Test
    void keysAreNotInherited() {
        for (String sql : List.of("CREATE TABLE tpch.base (id integer PRIMARY KEY, v text)",
                "CREATE TABLE tpch.derived () INHERITS (tpch.base)",
                "WITH one AS (INSERT INTO tpch.base VALUES (1, 'base')) INSERT INTO tpch.derived VALUES (1, 'derived')",
                "ANALYZE tpch.base, tpch.derived")) {
            PostgreSqlQueryRunner.execute(postgres, sql);
        }
        assertQueryFails("UPDATE base SET v = v || '!' WHERE rand() < 2", "Table tpch.base has no primary key.*");
        assertUpdate("UPDATE base SET v = 'other' WHERE id = 1", 2);
        assertThat(computeActual("SHOW STATS FOR base").getMaterializedRows())
                .anyMatch(row -> row.getField(0) == null && row.getField(4).equals(2.0));
    }

    @Test
    void queriesHaveColumns() {
        assertQueryFails("SELECT * FROM TABLE(system.query('SELECT FROM tpch.nation'))", "The query has no columns");
    }

    /** There is no TINYINT; what is padded is not, as a text; and an instant has no zone. */
    @Override
    protected Optional<SetColumnTypeSetup> filterSetColumnTypesDataProvider(SetColumnTypeSetup setup) {
        return Optional.of(switch (setup.sourceColumnType() + " -> " + setup.newColumnType()) {
            case "bigint -> tinyint" -> setup.withNewColumnType("smallint");
            case "char(20) -> varchar" -> setup.withNewValueLiteral("'char-to-varchar'");
            case "timestamp(3) with time zone -> timestamp(6) with time zone" ->
                setup.withNewValueLiteral("TIMESTAMP '2020-02-12 14:03:00.123000 UTC'");
            default -> setup;
        });
    }

    @Override
    protected void verifySetColumnTypeFailurePermissible(Throwable e) {
        assertThat(e).hasMessageMatching("(?s).*(cannot be cast automatically to type|integer out of range).*");
    }

    @Override
    protected Optional<DataMappingTestSetup> filterDataMappingSmokeTestData(DataMappingTestSetup dataMappingTestSetup) {
        return Optional.of(dataMappingTestSetup);
    }
}

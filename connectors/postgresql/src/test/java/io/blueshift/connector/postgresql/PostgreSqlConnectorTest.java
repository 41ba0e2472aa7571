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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

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

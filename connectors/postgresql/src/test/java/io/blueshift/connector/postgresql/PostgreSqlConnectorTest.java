package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.JdbcConnectorContract;
import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.sql.SqlExecutor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Trino's own suite for connectors, on a real PostgreSQL, which needs no exception of its own. */
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
        return behavior == TestingConnectorBehavior.SUPPORTS_ARRAY || super.hasBehavior(behavior);
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
    protected Optional<DataMappingTestSetup> filterDataMappingSmokeTestData(DataMappingTestSetup dataMappingTestSetup) {
        return Optional.of(dataMappingTestSetup);
    }
}

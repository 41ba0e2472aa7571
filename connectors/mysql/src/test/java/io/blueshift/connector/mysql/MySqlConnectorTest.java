package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.JdbcConnectorContract;
import io.blueshift.embedded.EmbeddedMySql;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.sql.SqlExecutor;
import io.trino.testing.sql.TestTable;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Trino's own suite for connectors, on a real MySQL. What MySQL, or this connector for now, does not do is listed here. */
final class MySqlConnectorTest extends JdbcConnectorContract {
    private EmbeddedMySql mysql;

    MySqlConnectorTest() {
        super("`", 64);
    }

    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        mysql = closeAfterClass(EmbeddedMySql.start());
        QueryRunner runner = MySqlQueryRunner.create(mysql);
        MySqlQueryRunner.loadTpch(runner, REQUIRED_TPCH_TABLES);
        return runner;
    }

    @Override
    protected boolean hasBehavior(TestingConnectorBehavior behavior) {
        return switch (behavior) {
            // MySQL has no such dates, and no way to rename a schema
            case SUPPORTS_NEGATIVE_DATE, SUPPORTS_RENAME_SCHEMA -> false;
            // MySQL sets these only together with a column's whole definition
            case SUPPORTS_COMMENT_ON_COLUMN, SUPPORTS_DROP_NOT_NULL_CONSTRAINT -> false;
            case SUPPORTS_CANCELLATION -> true;
            default -> super.hasBehavior(behavior);
        };
    }

    /** A LONGTEXT, as which the engine's texts without a length are kept, cannot be a key. */
    @Override
    protected void addPrimaryKey(String table, String columns) {
        for (String column : columns.split(",")) {
            String name = column.strip();
            String type = MySqlQueryRunner.value(mysql, "SELECT DATA_TYPE FROM information_schema.COLUMNS WHERE"
                    + " TABLE_SCHEMA = 'tpch' AND TABLE_NAME = '" + table + "' AND COLUMN_NAME = '" + name + "'");
            if (type.endsWith("text")) {
                onSource().execute("ALTER TABLE tpch." + table + " MODIFY " + name + " VARCHAR(255)");
            }
        }
        super.addPrimaryKey(table, columns);
    }

    @Override
    public Connection connectToSource() throws SQLException {
        return MySqlQueryRunner.connect(mysql);
    }

    @Override
    public String waitingStatements(String text) {
        return "SELECT count(*) FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE '%"
                + text + "%'";
    }

    @Override
    public boolean rowsHaveVersions() {
        return false;
    }

    @Override
    protected SqlExecutor onSource() {
        return sql -> MySqlQueryRunner.execute(mysql, sql);
    }

    @Override
    protected Pattern tooLong() {
        return Pattern.compile("(?s)(Identifier name .* is too long|Incorrect column name)");
    }

    @Override
    protected String errorMessageForInsertIntoNotNullColumn(String columnName) {
        return "(?s).*(Column '" + columnName + "' cannot be null|Field '" + columnName
                + "' doesn't have a default value).*";
    }

    /** MySQL takes no name that ends in a blank. */
    @Override
    protected boolean isColumnNameRejected(Exception exception, String columnName, boolean delimited) {
        return columnName.endsWith(" ")
                && exception.getMessage().contains("Incorrect column name '" + columnName + "'");
    }

    @Override
    protected String errorMessageForCreateTableAsSelectNegativeDate(String date) {
        return "(?s).*MySQL has no room for the date " + date + ".*";
    }

    @Override
    protected String errorMessageForInsertNegativeDate(String date) {
        return "(?s).*MySQL has no room for the date " + date + ".*";
    }

    /** MySQL fills a new column that is NOT NULL with zeros or empty texts, whatever the mode. */
    @Test
    @Override
    public void testAddNotNullColumn() {
        try (TestTable table = newTrinoTable("test_add_nn_col", "(a varchar)", List.of("'a'"))) {
            assertUpdate("ALTER TABLE " + table.getName() + " ADD COLUMN b varchar(5) NOT NULL");
            assertUpdate("ALTER TABLE " + table.getName() + " ADD COLUMN c bigint NOT NULL");
            assertThat(query("TABLE " + table.getName())).skippingTypesCheck()
                    .matches("VALUES (VARCHAR 'a', CAST('' AS varchar(5)), BIGINT '0')");
        }
    }

    /** A TIMESTAMP begins in 1970, after the suite's samples; MySqlTypesTest has others. */
    @Override
    protected Optional<DataMappingTestSetup> filterDataMappingSmokeTestData(DataMappingTestSetup setup) {
        return setup.getTrinoTypeName().contains("with time zone") ? Optional.empty() : Optional.of(setup);
    }
}

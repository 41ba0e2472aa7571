package io.blueshift.connector.mysql;

import io.blueshift.embedded.EmbeddedMySql;
import io.trino.testing.BaseConnectorTest;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.sql.TestTable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

/** Trino's own suite for connectors, on a real MySQL. What MySQL, or this connector for now, does not do is listed here. */
final class MySqlConnectorTest extends BaseConnectorTest {
    private EmbeddedMySql mysql;

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
            // Later: changing and deleting rows, and asking MySQL for more than filters, columns and a limit
            case SUPPORTS_DELETE, SUPPORTS_UPDATE, SUPPORTS_MERGE, SUPPORTS_ROW_LEVEL_DELETE -> false;
            case SUPPORTS_TOPN_PUSHDOWN, SUPPORTS_AGGREGATION_PUSHDOWN, SUPPORTS_JOIN_PUSHDOWN -> false;
            case SUPPORTS_PREDICATE_EXPRESSION_PUSHDOWN, SUPPORTS_NATIVE_QUERY -> false;
            case SUPPORTS_CREATE_VIEW, SUPPORTS_CREATE_MATERIALIZED_VIEW -> false;
            case SUPPORTS_SET_COLUMN_TYPE, SUPPORTS_DEFAULT_COLUMN_VALUE, SUPPORTS_DROP_NOT_NULL_CONSTRAINT -> false;
            case SUPPORTS_ADD_COLUMN_WITH_POSITION -> false;
            // MySQL has no such types, and no way to rename a schema
            case SUPPORTS_ARRAY, SUPPORTS_MAP_TYPE, SUPPORTS_ROW_TYPE, SUPPORTS_NEGATIVE_DATE, SUPPORTS_RENAME_SCHEMA ->
                false;
            // MySQL sets a comment only together with a column's whole definition
            case SUPPORTS_COMMENT_ON_COLUMN -> false;
            // MySQL fills a new column that is NOT NULL with zeros or empty texts, whatever the mode: see below
            case SUPPORTS_TRUNCATE, SUPPORTS_CANCELLATION -> true;
            default -> super.hasBehavior(behavior);
        };
    }

    @Override
    protected TestTable createTableWithDefaultColumns() {
        return new TestTable(sql -> MySqlQueryRunner.execute(mysql, sql), "tpch.tab",
                "(col_required BIGINT NOT NULL, col_nullable BIGINT, col_default BIGINT DEFAULT 43,"
                        + " col_nonnull_default BIGINT NOT NULL DEFAULT 42, col_required2 BIGINT NOT NULL)");
    }

    @Override
    protected OptionalInt maxSchemaNameLength() {
        return OptionalInt.of(64);
    }

    @Override
    protected OptionalInt maxTableNameLength() {
        return OptionalInt.of(64);
    }

    @Override
    protected OptionalInt maxColumnNameLength() {
        return OptionalInt.of(64);
    }

    @Override
    protected void verifySchemaNameLengthFailurePermissible(Throwable e) {
        assertTooLong(e);
    }

    @Override
    protected void verifyTableNameLengthFailurePermissible(Throwable e) {
        assertTooLong(e);
    }

    @Override
    protected void verifyColumnNameLengthFailurePermissible(Throwable e) {
        assertTooLong(e);
    }

    private static void assertTooLong(Throwable e) {
        assertThat(e).hasMessageMatching("(?s).*(Identifier name .* is too long|Incorrect column name).*");
    }

    @Test
    @Override
    public void ensureDistributedQueryRunner() {
        // One node: the suite shall run on small machines, and a connector cannot tell
        assertThat(getQueryRunner().getNodeCount()).isEqualTo(1);
    }

    @Test
    @Override
    public void testPredicateReflectedInExplain() {
        assertExplain("EXPLAIN SELECT name FROM nation WHERE nationkey = 42",
                "SELECT `name` FROM `tpch`\\.`nation` WHERE `nationkey` = 42");
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

    @Test
    @Override
    public void testAddColumnWithComment() {
        try (TestTable table = newTrinoTable("test_add_column_comment", "(a varchar)")) {
            assertUpdate("ALTER TABLE " + table.getName() + " ADD COLUMN b varchar COMMENT 'it''s \\ new'");
            assertThat(getColumnComment(table.getName(), "b")).isEqualTo("it's \\ new");
            // To MySQL an empty comment is none
            assertUpdate("ALTER TABLE " + table.getName() + " ADD COLUMN c varchar COMMENT ''");
            assertThat(getColumnComment(table.getName(), "c")).isNull();
        }
    }

    /** A TIMESTAMP begins in 1970, after the suite's samples; MySqlTypesTest has others. */
    @Override
    protected Optional<DataMappingTestSetup> filterDataMappingSmokeTestData(DataMappingTestSetup setup) {
        return setup.getTrinoTypeName().contains("with time zone") ? Optional.empty() : Optional.of(setup);
    }
}

package io.blueshift.connector.postgresql;

import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.testing.BaseConnectorTest;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.sql.TestTable;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

/** Trino's own connector suite. What the connector does not support yet is in {@link #hasBehavior}. */
class PostgreSqlConnectorTest extends BaseConnectorTest {
    private EmbeddedPostgres postgres;

    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        postgres = closeAfterClass(EmbeddedPostgres.start());
        return PostgreSqlQueryRunner.create(postgres, Map.of(), REQUIRED_TPCH_TABLES);
    }

    @Override
    protected boolean hasBehavior(TestingConnectorBehavior behavior) {
        return switch (behavior) {
            // Only whole tables are written so far
            case SUPPORTS_DELETE, SUPPORTS_ROW_LEVEL_DELETE, SUPPORTS_UPDATE, SUPPORTS_ROW_LEVEL_UPDATE,
                    SUPPORTS_MERGE ->
                false;
            case SUPPORTS_TRUNCATE -> true;
            // PostgreSQL's arrays have no fixed dimension and are read as text; it has no maps, and its composites are text
            case SUPPORTS_ARRAY, SUPPORTS_MAP_TYPE, SUPPORTS_ROW_TYPE -> false;
            // Pushed are filters by value, projections and limits; the rest follows with the deepening of pushdown
            case SUPPORTS_PREDICATE_EXPRESSION_PUSHDOWN, SUPPORTS_TOPN_PUSHDOWN, SUPPORTS_AGGREGATION_PUSHDOWN,
                    SUPPORTS_JOIN_PUSHDOWN,
                    SUPPORTS_DYNAMIC_FILTER_PUSHDOWN ->
                false;
            // PostgreSQL appends columns, and the engine's definitions of views have no place in it
            case SUPPORTS_ADD_COLUMN_WITH_POSITION, SUPPORTS_CREATE_VIEW, SUPPORTS_CREATE_MATERIALIZED_VIEW -> false;
            // Changes of one column's definition, and what needs several statements of the source
            case SUPPORTS_SET_COLUMN_TYPE, SUPPORTS_DEFAULT_COLUMN_VALUE, SUPPORTS_DROP_NOT_NULL_CONSTRAINT -> false;
            case SUPPORTS_NATIVE_QUERY -> false;
            default -> super.hasBehavior(behavior);
        };
    }

    @Override
    protected TestTable createTableWithDefaultColumns() {
        return new TestTable(sql -> PostgreSqlQueryRunner.execute(postgres, sql),
                PostgreSqlQueryRunner.SCHEMA + ".table_with_defaults",
                "(col_required bigint NOT NULL, col_nullable bigint, col_default bigint DEFAULT 43,"
                        + " col_nonnull_default bigint NOT NULL DEFAULT 42, col_required2 bigint NOT NULL)");
    }

    @Override
    protected OptionalInt maxSchemaNameLength() {
        return OptionalInt.of(63);
    }

    @Override
    protected OptionalInt maxTableNameLength() {
        return OptionalInt.of(63);
    }

    @Override
    protected OptionalInt maxColumnNameLength() {
        return OptionalInt.of(63);
    }

    @Override
    protected void verifySchemaNameLengthFailurePermissible(Throwable e) {
        verifyTooLong(e);
    }

    @Override
    protected void verifyTableNameLengthFailurePermissible(Throwable e) {
        verifyTooLong(e);
    }

    @Override
    protected void verifyColumnNameLengthFailurePermissible(Throwable e) {
        verifyTooLong(e);
    }

    private static void verifyTooLong(Throwable e) {
        assertThat(e).hasMessageContaining("PostgreSQL names have at most 63 bytes");
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
                "SELECT \"name\" FROM \"tpch\"\\.\"nation\" WHERE \"nationkey\" = 42");
    }

    @Test
    @Override
    public void testAddColumnWithComment() {
        try (TestTable table = newTrinoTable("test_add_column_comment", "(a varchar)")) {
            assertUpdate("ALTER TABLE " + table.getName() + " ADD COLUMN b varchar COMMENT 'it''s \\ new'");
            assertThat(getColumnComment(table.getName(), "b")).isEqualTo("it's \\ new");
            // To PostgreSQL an empty comment is none
            assertUpdate("ALTER TABLE " + table.getName() + " ADD COLUMN c varchar COMMENT ''");
            assertThat(getColumnComment(table.getName(), "c")).isNull();
        }
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

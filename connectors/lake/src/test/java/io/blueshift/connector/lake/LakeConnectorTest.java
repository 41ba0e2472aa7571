package io.blueshift.connector.lake;

import io.trino.testing.BaseConnectorTest;
import io.trino.testing.MaterializedResult;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.sql.TestTable;
import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalInt;

import static io.trino.plugin.tpch.TpchMetadata.TINY_SCHEMA_NAME;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.testing.MaterializedResult.resultBuilder;
import static io.trino.testing.QueryAssertions.copyTpchTables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Trino's own connector suite over Iceberg tables on S3 behind a REST catalog. What the connector does not support yet is in
 * {@link #hasBehavior}.
 */
class LakeConnectorTest extends BaseConnectorTest {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        LakeEnvironment environment = closeAfterClass(new LakeEnvironment());
        QueryRunner runner = LakeEnvironment.runner();
        try {
            runner.createCatalog("lake", "lake", environment.restCatalog());
            runner.execute("CREATE SCHEMA test");
            copyTpchTables(runner, "tpch", TINY_SCHEMA_NAME, runner.getDefaultSession(), REQUIRED_TPCH_TABLES);
            return runner;
        } catch (Exception e) {
            runner.close();
            throw e;
        }
    }

    @Override
    protected boolean hasBehavior(TestingConnectorBehavior behavior) {
        return switch (behavior) {
            // Tables are appended to; rows are not changed in place yet
            case SUPPORTS_DELETE, SUPPORTS_ROW_LEVEL_DELETE, SUPPORTS_UPDATE, SUPPORTS_ROW_LEVEL_UPDATE, SUPPORTS_MERGE,
                    SUPPORTS_TRUNCATE, SUPPORTS_CREATE_OR_REPLACE_TABLE ->
                false;
            // Files answer no questions: they are left out or read. A predicate that only leaves out is not "pushed down" here
            case SUPPORTS_PREDICATE_PUSHDOWN, SUPPORTS_TOPN_PUSHDOWN, SUPPORTS_AGGREGATION_PUSHDOWN,
                    SUPPORTS_LIMIT_PUSHDOWN,
                    SUPPORTS_DEREFERENCE_PUSHDOWN ->
                false;
            // Inside of rows, columns are changed through other Iceberg clients
            case SUPPORTS_ADD_FIELD, SUPPORTS_DROP_FIELD, SUPPORTS_RENAME_FIELD, SUPPORTS_SET_FIELD_TYPE -> false;
            // Iceberg knows no rename of namespaces
            case SUPPORTS_RENAME_SCHEMA -> false;
            // Old files have no value for a new column that must have one
            case SUPPORTS_ADD_COLUMN_NOT_NULL_CONSTRAINT, SUPPORTS_DEFAULT_COLUMN_VALUE -> false;
            // Views and materialised views come with the deepening of the lake
            case SUPPORTS_CREATE_VIEW, SUPPORTS_CREATE_MATERIALIZED_VIEW -> false;
            case SUPPORTS_NATIVE_QUERY -> false;
            default -> super.hasBehavior(behavior);
        };
    }

    @Override
    protected TestTable createTableWithDefaultColumns() {
        return abort("Iceberg tables of version 1 and 2 have no default values");
    }

    @Test
    @Override
    public void ensureDistributedQueryRunner() {
        // One node: the suite shall run on small machines, and a connector cannot tell
        assertThat(getQueryRunner().getNodeCount()).isEqualTo(1);
    }

    @Override
    protected Optional<DataMappingTestSetup> filterDataMappingSmokeTestData(DataMappingTestSetup setup) {
        return switch (setup.getTrinoTypeName()) {
            // Kept in the next wider type that Iceberg has, so that the column is of another type when read
            case "tinyint", "smallint", "char(3)" -> Optional.empty();
            default -> setup.getTrinoTypeName().contains("(3)") ? Optional.empty() : Optional.of(setup);
        };
    }

    @Override
    protected OptionalInt maxSchemaNameLength() {
        // S3 keys have 1024 bytes, and locations hold more than the name
        return OptionalInt.of(200);
    }

    @Override
    protected OptionalInt maxTableNameLength() {
        return OptionalInt.of(200);
    }

    @Override
    protected void verifySchemaNameLengthFailurePermissible(Throwable e) {
        assertThat(e).hasMessageContaining("Names have at most 200 characters");
    }

    @Override
    protected void verifyTableNameLengthFailurePermissible(Throwable e) {
        assertThat(e).hasMessageContaining("Names have at most 200 characters");
    }

    @Override
    protected Optional<SetColumnTypeSetup> filterSetColumnTypesDataProvider(SetColumnTypeSetup setup) {
        // The widenings that Iceberg allows, so that old files stay readable
        return switch (setup.sourceColumnType() + " to " + setup.newColumnType()) {
            case "integer to bigint", "real to double", "decimal(5,3) to decimal(10,3)",
                    "decimal(28,3) to decimal(38,3)",
                    "decimal(5,3) to decimal(38,3)" ->
                Optional.of(setup);
            default -> Optional.empty();
        };
    }

    @Override
    protected void verifySetColumnTypeFailurePermissible(Throwable e) {
        assertThat(e).hasMessageContaining("Cannot change column type");
    }

    @Override
    protected void verifyConcurrentAddColumnFailurePermissible(Exception e) {
        assertThat(e).hasMessageContaining("other writers were faster");
    }

    @Override
    protected void verifyConcurrentInsertFailurePermissible(Exception e) {
        assertThat(e).hasMessageContaining("other writers were faster");
    }

    @Override
    protected String errorMessageForInsertIntoNotNullColumn(String columnName) {
        return "NULL value not allowed for NOT NULL column: " + columnName;
    }

    /** Iceberg's only text type has no length. */
    @Override
    protected MaterializedResult getDescribeOrdersResult() {
        return resultBuilder(getSession(), VARCHAR, VARCHAR, VARCHAR, VARCHAR).row("orderkey", "bigint", "", "")
                .row("custkey", "bigint", "", "").row("orderstatus", "varchar", "", "")
                .row("totalprice", "double", "", "")
                .row("orderdate", "date", "", "").row("orderpriority", "varchar", "", "")
                .row("clerk", "varchar", "", "")
                .row("shippriority", "integer", "", "").row("comment", "varchar", "", "").build();
    }

    @Test
    @Override
    public void testShowCreateTable() {
        assertThat((String) computeScalar("SHOW CREATE TABLE orders")).matches("""
                (?s)\\QCREATE TABLE lake.test.orders (
                   orderkey bigint,
                   custkey bigint,
                   orderstatus varchar,
                   totalprice double,
                   orderdate date,
                   orderpriority varchar,
                   clerk varchar,
                   shippriority integer,
                   comment varchar
                )
                WITH (
                   format = 'PARQUET',
                   format_version = 2,
                   location = 's3://lake/warehouse/test/orders-\\E[0-9a-f]+'
                \\)""");
    }

    @Test
    @Override
    public void testCharVarcharComparison() {
        abort("Iceberg has no char: values are kept as varchar, without padding");
    }
}

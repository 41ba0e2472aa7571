package io.blueshift.store.connector;

import io.blueshift.store.LocalStorePlugin;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.BaseConnectorTest;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.sql.TestTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import static io.trino.plugin.tpch.TpchMetadata.TINY_SCHEMA_NAME;
import static io.trino.testing.QueryAssertions.copyTpchTables;
import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;

/** Trino's own suite for connectors. What the store cannot do yet is said in {@link #hasBehavior}, with the reason. */
class LocalConnectorTest extends BaseConnectorTest {
    @TempDir
    private static Path directory;

    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        QueryRunner runner = DistributedQueryRunner
                .builder(testSessionBuilder().setCatalog("local").setSchema("default").build())
                .addExtraProperty("sql.path", "local.functions")
                .addExtraProperty("sql.default-function-catalog", "local")
                .addExtraProperty("sql.default-function-schema", "functions")
                .build();
        try {
            runner.installPlugin(new TpchPlugin());
            runner.createCatalog("tpch", "tpch");
            runner.installPlugin(new LocalStorePlugin());
            runner.createCatalog("local", "local", Map.of("local.directory", directory.toString()));
            runner.execute("CREATE SCHEMA functions");
            copyTpchTables(runner, "tpch", TINY_SCHEMA_NAME, REQUIRED_TPCH_TABLES);
            return runner;
        } catch (Throwable e) {
            runner.close();
            throw e;
        }
    }

    @Override
    protected boolean hasBehavior(TestingConnectorBehavior behavior) {
        return switch (behavior) {
            case SUPPORTS_CREATE_OR_REPLACE_TABLE, SUPPORTS_CREATE_FUNCTION -> true;
            // A scan stops early by itself when the engine has enough; what goes beyond filters is the engine's work
            case SUPPORTS_LIMIT_PUSHDOWN, SUPPORTS_TOPN_PUSHDOWN, SUPPORTS_AGGREGATION_PUSHDOWN -> false;
            // The fields of a ROW are stored as one chunk: to read one of them alone would save nothing
            case SUPPORTS_DEREFERENCE_PUSHDOWN -> false;
            // A field is known by its place, so that it can be renamed without a touch of the rows
            case SUPPORTS_DROP_FIELD, SUPPORTS_DROP_FIELD_IN_ARRAY -> false;
            case SUPPORTS_CREATE_MATERIALIZED_VIEW, SUPPORTS_CREATE_MATERIALIZED_VIEW_GRACE_PERIOD,
                    SUPPORTS_CREATE_MATERIALIZED_VIEW_WHEN_STALE, SUPPORTS_CREATE_FEDERATED_MATERIALIZED_VIEW,
                    SUPPORTS_MATERIALIZED_VIEW_FRESHNESS_FROM_BASE_TABLES, SUPPORTS_RENAME_MATERIALIZED_VIEW,
                    SUPPORTS_RENAME_MATERIALIZED_VIEW_ACROSS_SCHEMAS, SUPPORTS_COMMENT_ON_MATERIALIZED_VIEW_COLUMN ->
                true;
            // A commit is one statement's
            case SUPPORTS_MULTI_STATEMENT_WRITES -> false;
            // There is no other language behind the store
            case SUPPORTS_NATIVE_QUERY -> false;
            case SUPPORTS_REPORTING_WRITTEN_BYTES -> true;
            default -> super.hasBehavior(behavior);
        };
    }

    @Override
    protected TestTable createTableWithDefaultColumns() {
        return new TestTable(
                getQueryRunner()::execute,
                "test_default_columns",
                "(col_required bigint NOT NULL, col_nullable bigint, col_default bigint DEFAULT 43,"
                        + " col_nonnull_default bigint DEFAULT 42 NOT NULL, col_required2 bigint NOT NULL)");
    }

    @Override
    protected String errorMessageForInsertIntoNotNullColumn(String columnName) {
        return "NULL value not allowed for NOT NULL column: " + columnName;
    }

    @Override
    protected void verifyAddNotNullColumnToNonEmptyTableFailurePermissible(Throwable e) {
        assertThat(e).hasMessageMatching("Unable to add NOT NULL column '.*' for non-empty table: .*");
    }

    @Override
    protected Optional<SetColumnTypeSetup> filterSetColumnTypesDataProvider(SetColumnTypeSetup setup) {
        boolean wider = switch (setup.sourceColumnType() + " to " + setup.newColumnType()) {
            case "tinyint to smallint", "tinyint to integer", "tinyint to bigint", "smallint to integer",
                    "smallint to bigint", "integer to bigint", "real to double", "decimal(5,3) to decimal(10,3)",
                    "decimal(28,3) to decimal(38,3)", "decimal(5,3) to decimal(38,3)", "time(3) to time(6)",
                    "timestamp(3) to timestamp(6)", "timestamp(3) with time zone to timestamp(6) with time zone",
                    "array(integer) to array(bigint)", "array(array(integer)) to array(array(bigint))",
                    "map(integer, varchar) to map(bigint, varchar)", "map(varchar, integer) to map(varchar, bigint)",
                    "row(x integer) to row(\"x\" bigint)", "row(x integer) to row(\"x\" integer, \"y\" integer)",
                    "row(x row(nested integer)) to row(\"x\" row(\"nested\" bigint))",
                    "map(integer, row(x integer)) to map(integer, row(\"x\" bigint))" ->
                true;
            // Values could be lost
            default -> false;
        };
        return Optional.of(wider ? setup : setup.asUnsupported());
    }

    @Override
    protected Optional<SetColumnTypeSetup> filterSetFieldTypesDataProvider(SetColumnTypeSetup setup) {
        return filterSetColumnTypesDataProvider(setup);
    }

    @Override
    protected void verifySetFieldTypeFailurePermissible(Throwable e) {
        assertThat(e).hasMessageMatching("Field '.*' cannot become .*: values of its type .* might change");
    }

    /** Trino's client cannot read maps whose keys are rows, so the keys are read alone. */
    @Test
    @Override
    public void testSetFieldMapKeyType() {
        verifyMapKeys("map(row(field %s), integer)", "map(array[row(1)], array[2])", "col.key.field", "map_keys(col)");
    }

    @Test
    @Override
    public void testSetNestedFieldMapKeyType() {
        verifyMapKeys(
                "array(map(row(field %s), integer))",
                "array[map(array[row(1)], array[2])]",
                "col.element.key.field",
                "map_keys(col[1])");
    }

    private void verifyMapKeys(String type, String value, String path, String keys) {
        String definition = "AS SELECT CAST(%s AS %s) AS col".formatted(value, type.formatted("integer"));
        try (TestTable table = newTrinoTable("test_set_field_type_in_map", definition)) {
            assertUpdate("ALTER TABLE %s ALTER COLUMN %s SET DATA TYPE bigint".formatted(table.getName(), path));
            assertThat(getColumnType(table.getName(), "col"))
                    .isEqualTo(type.formatted("bigint").replace("field", "\"field\""));
            assertThat(query("SELECT %s FROM %s".formatted(keys, table.getName())))
                    .matches("SELECT CAST(array[row(1)] AS array(row(field bigint)))");
        }
    }

    @Override
    protected void verifySetColumnTypeFailurePermissible(Throwable e) {
        assertThat(e).hasMessageMatching("Column '.*' cannot become .*: values of its type .* might change.*");
    }

    @Override
    protected void verifyConcurrentUpdateFailurePermissible(Exception e) {
        assertThat(e).hasMessageMatching("Table .*: this .* read version .*; retry the statement");
    }

    @Override
    protected void verifyVersionedQueryFailurePermissible(Exception e) {
        assertThat(e).hasMessageMatching(
                "No version as old as .* is retained.*|Version 123 does not exist.*|A version is a whole number.*");
    }
}

package io.blueshift.connector.jdbc;

import io.trino.testing.BaseConnectorTest;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.sql.SqlExecutor;
import io.trino.testing.sql.TestTable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Trino's own suite for connectors, as far as all operational sources answer it alike: what none supports yet is in
 * {@link #hasBehavior}, what one does not, in its own.
 */
public abstract class JdbcConnectorContract extends BaseConnectorTest implements RowChangesContract, DdlContract {
    private final String quote;
    private final int nameLengthMax;

    /**
     * @param quote the source's quotation mark for names
     * @param nameLengthMax of schemas, tables and columns
     */
    protected JdbcConnectorContract(String quote, int nameLengthMax) {
        this.quote = quote;
        this.nameLengthMax = nameLengthMax;
    }

    @Override
    protected boolean hasBehavior(TestingConnectorBehavior behavior) {
        return switch (behavior) {
            case SUPPORTS_DELETE, SUPPORTS_ROW_LEVEL_DELETE, SUPPORTS_UPDATE, SUPPORTS_ROW_LEVEL_UPDATE,
                    SUPPORTS_MERGE, SUPPORTS_TRUNCATE, SUPPORTS_CREATE_OR_REPLACE_TABLE,
                    SUPPORTS_REPORTING_WRITTEN_BYTES, SUPPORTS_CANCELLATION ->
                true;
            // No source has them all as the engine does; they are read as text where there are any
            case SUPPORTS_ARRAY, SUPPORTS_MAP_TYPE, SUPPORTS_ROW_TYPE -> false;
            case SUPPORTS_PREDICATE_EXPRESSION_PUSHDOWN, SUPPORTS_TOPN_PUSHDOWN, SUPPORTS_AGGREGATION_PUSHDOWN,
                    SUPPORTS_JOIN_PUSHDOWN, SUPPORTS_DYNAMIC_FILTER_PUSHDOWN ->
                true;
            // The engine's definitions of views have no place in a source
            case SUPPORTS_CREATE_VIEW, SUPPORTS_CREATE_MATERIALIZED_VIEW -> false;
            default -> super.hasBehavior(behavior);
        };
    }

    /** Single rows are changed by their key, which the engine has no statement to make. */
    @Override
    protected TestTable createTestTableForWrites(String namePrefix, String tableDefinition, String primaryKey) {
        return createTestTableForWrites(namePrefix, tableDefinition, List.of(), primaryKey);
    }

    @Override
    protected TestTable createTestTableForWrites(String namePrefix, String tableDefinition, List<String> rowsToInsert,
            String primaryKey) {
        TestTable table = super.createTestTableForWrites(namePrefix, tableDefinition, rowsToInsert, primaryKey);
        addPrimaryKey(table.getName(), primaryKey);
        return table;
    }

    @Override
    protected void createTableForWrites(String createTable, String tableName, Optional<String> primaryKey,
            OptionalInt updateCount) {
        super.createTableForWrites(createTable, tableName, primaryKey, updateCount);
        primaryKey.ifPresent(key -> addPrimaryKey(tableName, key));
    }

    @Override
    protected void verifyConcurrentUpdateFailurePermissible(Exception e) {
        assertThat(e.getMessage()).containsPattern("are still as they were read; nothing was changed|Deadlock found");
    }

    protected void addPrimaryKey(String table, String columns) {
        onSource().execute("ALTER TABLE tpch." + table + " ADD PRIMARY KEY (" + columns + ")");
    }

    @Override
    public QueryRunner engine() {
        return getQueryRunner();
    }

    /** Runs statements on the source itself. */
    protected abstract SqlExecutor onSource();

    /** What the source, or we for it, says of a name that is too long. */
    protected abstract Pattern tooLong();

    @Override
    protected TestTable createTableWithDefaultColumns() {
        return new TestTable(onSource(), "tpch.table_with_defaults",
                "(col_required BIGINT NOT NULL, col_nullable BIGINT, col_default BIGINT DEFAULT 43,"
                        + " col_nonnull_default BIGINT NOT NULL DEFAULT 42, col_required2 BIGINT NOT NULL)");
    }

    @Override
    protected OptionalInt maxSchemaNameLength() {
        return OptionalInt.of(nameLengthMax);
    }

    @Override
    protected OptionalInt maxTableNameLength() {
        return OptionalInt.of(nameLengthMax);
    }

    @Override
    protected OptionalInt maxColumnNameLength() {
        return OptionalInt.of(nameLengthMax);
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

    private void assertTooLong(Throwable e) {
        assertThat(e.getMessage()).containsPattern(tooLong());
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
                "SELECT 'name' FROM 'tpch'\\.'nation' WHERE 'nationkey' = 42".replace("'", quote));
    }

    @Test
    @Override
    public void testSortItemsReflectedInExplain() {
        assertExplain("EXPLAIN SELECT name FROM nation ORDER BY nationkey DESC LIMIT 5",
                "SELECT 'name' FROM 'tpch'\\.'nation' ORDER BY 'nationkey' DESC( NULLS LAST)? LIMIT 5"
                        .replace("'", quote));
    }

    /** As the suite has it, without its orders of a DOUBLE and of a sum of them, which stay with the engine. */
    @Test
    @Override
    public void testTopNPushdown() {
        assertThat(query("SELECT orderkey FROM orders ORDER BY orderkey LIMIT 10")).ordered().isFullyPushedDown();
        assertThat(query("SELECT orderkey FROM orders ORDER BY orderkey DESC LIMIT 10")).ordered().isFullyPushedDown();
        assertThat(query("SELECT orderkey FROM orders ORDER BY clerk NULLS FIRST, orderkey LIMIT 10")).ordered()
                .isFullyPushedDown();
        assertThat(query(
                "SELECT custkey, sum(orderkey) total FROM orders GROUP BY custkey ORDER BY total, custkey LIMIT 10"))
                .ordered().isFullyPushedDown();
    }

    /** As the suite has it, but of 15,000 rows instead of 1.5 million, which take a minute. */
    @Test
    @Override
    public void testMergeLarge() {
        String table = "test_merge_large";
        createTableForWrites("CREATE TABLE %s (orderkey bigint, custkey bigint, totalprice double)", table,
                Optional.of("orderkey"));
        assertUpdate("INSERT INTO " + table + " SELECT orderkey, custkey, totalprice FROM tpch.tiny.orders", 15_000);
        assertUpdate("MERGE INTO " + table + " t USING (SELECT * FROM tpch.tiny.orders) s ON t.orderkey = s.orderkey"
                + " WHEN MATCHED AND mod(s.orderkey, 3) = 0 THEN UPDATE SET totalprice = t.totalprice + s.totalprice"
                + " WHEN MATCHED AND mod(s.orderkey, 3) = 1 THEN DELETE", 10_000);
        assertThat(query("SELECT count(*), count_if(mod(orderkey, 3) = 1) FROM " + table))
                .matches("VALUES (BIGINT '10000', BIGINT '0')");
        assertUpdate("DROP TABLE " + table);
    }

    /** As the suite has it, but that the source refuses the row: it fills in its defaults itself. */
    @Test
    @Override
    public void testInsertDefaultNullIntoNotNullColumn() {
        try (TestTable table = newTrinoTable("test_default_null", "(x int, y int DEFAULT null NOT NULL)")) {
            assertQueryFails("INSERT INTO " + table.getName() + " (x) VALUES (1)",
                    errorMessageForInsertIntoNotNullColumn("y"));
        }
    }

    @Test
    @Override
    public void testAddColumnWithComment() {
        try (TestTable table = newTrinoTable("test_add_column_comment", "(a varchar)")) {
            assertUpdate("ALTER TABLE " + table.getName() + " ADD COLUMN b varchar COMMENT 'it''s \\ new'");
            assertThat(getColumnComment(table.getName(), "b")).isEqualTo("it's \\ new");
            // To these sources an empty comment is none
            assertUpdate("ALTER TABLE " + table.getName() + " ADD COLUMN c varchar COMMENT ''");
            assertThat(getColumnComment(table.getName(), "c")).isNull();
        }
    }
}

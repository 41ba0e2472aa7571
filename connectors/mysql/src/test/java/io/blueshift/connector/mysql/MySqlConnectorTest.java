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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Trino's own suite for connectors, on a real MySQL. What MySQL does not do is listed here. */
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
            default -> super.hasBehavior(behavior);
        };
    }

    @Override
    public String exampleColumn() {
        return "varchar(20) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'it''s \\\\, (' INVISIBLE";
    }

    @Override
    public List<String> commentExample(String table, String column) {
        return List.of("ALTER TABLE tpch." + table + " MODIFY COLUMN " + column + " " + exampleColumn()
                + " COMMENT 'c, ''q'' (\\\\'");
    }

    @Override
    public String describeExample(String table, String column) {
        return MySqlQueryRunner.value(mysql, """
                SELECT concat(COLUMN_TYPE, if(IS_NULLABLE = 'NO', ' required ', ' '), COLLATION_NAME, ' ', EXTRA, ' ',
                    coalesce(COLUMN_DEFAULT, '-'), ' ', if(COLUMN_COMMENT = '', '-', COLUMN_COMMENT))
                FROM information_schema.COLUMNS
                WHERE TABLE_SCHEMA = 'tpch' AND TABLE_NAME = '%s' AND COLUMN_NAME = '%s'
                """.formatted(table, column));
    }

    /** There is no NaN; what is padded is not, as a text; and an instant has no zone. */
    @Override
    protected Optional<SetColumnTypeSetup> filterSetColumnTypesDataProvider(SetColumnTypeSetup setup) {
        return switch (setup.sourceColumnType()) {
            case "real" -> Optional.of(setup).filter(real -> !real.sourceValueLiteral().contains("NaN"));
            case "char(20)" -> Optional.of(setup.withNewValueLiteral("'char-to-varchar'"));
            case "timestamp(3) with time zone" ->
                Optional.of(setup.withNewValueLiteral("TIMESTAMP '2020-02-12 14:03:00.123000 UTC'"));
            default -> Optional.of(setup);
        };
    }

    @Override
    protected void verifySetColumnTypeFailurePermissible(Throwable e) {
        assertThat(e).hasMessageMatching("(?s).*(Incorrect integer value: 'test'|Out of range value for column).*");
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

    /** Neither 0 for the next number nor a year of two digits for one of four. */
    @Test
    void numbersAreWrittenAsTheyAre() {
        MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch.counted (id bigint AUTO_INCREMENT PRIMARY KEY, y year)");
        assertUpdate("INSERT INTO counted VALUES (0, SMALLINT '2000'), (-1, SMALLINT '0')", 2);
        assertUpdate("INSERT INTO counted (y) VALUES SMALLINT '1999'", 1);
        assertUpdate("UPDATE counted SET id = id + 5 WHERE id = 0 AND rand() < 2", 1);
        assertUpdate("MERGE INTO counted t USING (VALUES (0, SMALLINT '2155')) s(id, y) ON t.id = s.id"
                + " WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.y)", 1);
        for (String change : List.of("INSERT INTO counted (y) VALUES SMALLINT '70'",
                "UPDATE counted SET y = SMALLINT '70'")) {
            assertQueryFails(change, "(?s).*MySQL has no room for the year 70: its years are 0 and 1901 to 2155.*");
        }
        assertThat(query("SELECT CAST(id AS integer), CAST(y AS integer) FROM counted"))
                .matches("VALUES (-1, 0), (0, 2155), (1, 1999), (5, 2000)");
    }

    @Test
    void tablesWithoutTransactionsAreWrittenToOnDemandOnly() {
        MySqlQueryRunner.execute(mysql, "CREATE TABLE tpch.loose (id int PRIMARY KEY, v int) ENGINE = MyISAM",
                "INSERT INTO tpch.loose VALUES (1, 10), (2, 20)");
        for (String change : List.of("INSERT INTO loose VALUES (3, 30), (1, 11)", "DELETE FROM loose WHERE id = 1",
                "UPDATE loose SET v = v + 1 WHERE rand() < 2")) {
            assertQueryFails(change, "(?s).*`loose` is kept by the engine MyISAM, which has no transactions.*");
        }
        assertThat(query("TABLE loose")).matches("VALUES (1, 10), (2, 20)");
        getQueryRunner().createCatalog("daring", "mysql",
                MySqlQueryRunner.properties(mysql, Map.of("write.without-transactions", "true")));
        assertUpdate("DELETE FROM daring.tpch.loose WHERE id = 1", 1);
        assertUpdate("UPDATE daring.tpch.loose SET v = v + 1 WHERE rand() < 2", 1);
        assertUpdate("INSERT INTO daring.tpch.loose VALUES (3, 30)", 1);
        assertThat(query("TABLE loose")).matches("VALUES (2, 21), (3, 30)");
    }

    /** MySQL creates tables for good: what is wrong with one has to be said before it is there. */
    @Test
    void tablesWithCommentsThatAreTooLongAreNotThere() {
        String comment = "COMMENT '" + "x".repeat(2_049) + "'";
        assertQueryFails("CREATE TABLE commented (x integer) " + comment, "(?s).*Comment for table .* is too long.*");
        assertQueryFails("CREATE TABLE commented " + comment + " AS SELECT 1 x",
                "(?s).*Comment for table .* is too long.*");
        assertThat(query("SHOW TABLES LIKE 'commented'")).returnsEmptyResult();
    }

    @Test
    void serversMayWantKeysAndTakeTimestampsForLastChanges() {
        getQueryRunner().createCatalog("particular", "mysql",
                MySqlQueryRunner.properties(mysql, Map.of("connection-url",
                        "jdbc:mysql://" + mysql.host() + ":" + mysql.port()
                                + "/?sessionVariables=sql_require_primary_key=1,explicit_defaults_for_timestamp=0")));
        assertUpdate("CREATE TABLE particular.tpch.changes (id bigint, at timestamp(3) with time zone)"
                + " WITH (primary_key = ARRAY['id'])");
        assertUpdate("INSERT INTO particular.tpch.changes VALUES (1, NULL), (2, TIMESTAMP '2020-01-01 00:00:00 UTC')",
                2);
        assertUpdate("UPDATE particular.tpch.changes SET at = at + INTERVAL '1' DAY WHERE rand() < 2", 2);
        assertThat(query("SELECT id, CAST(at AS varchar) FROM particular.tpch.changes"))
                .matches("VALUES (BIGINT '1', CAST(NULL AS varchar)), (2, '2020-01-02 00:00:00.000 UTC')");
    }

    /** A TIMESTAMP begins in 1970, after the suite's samples; MySqlTypesTest has others. */
    @Override
    protected Optional<DataMappingTestSetup> filterDataMappingSmokeTestData(DataMappingTestSetup setup) {
        return setup.getTrinoTypeName().contains("with time zone") ? Optional.empty() : Optional.of(setup);
    }
}

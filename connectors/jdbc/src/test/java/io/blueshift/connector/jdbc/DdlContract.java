package io.blueshift.connector.jdbc;

import io.trino.spi.transaction.IsolationLevel;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import io.trino.testing.TransactionBuilder;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Statements that change tables, besides what Trino's suite asks of them; run on the servers that this suite has. */
public interface DdlContract {
    /** With the schema {@code tpch} of the source as the session's. */
    QueryRunner engine();

    Connection connectToSource() throws SQLException;

    /** A column of 20 characters in the source's SQL that has all that a column can have. */
    String exampleColumn();

    /** Statements of the source that give that column the comment {@code c, 'q' (\}. */
    List<String> commentExample(String table, String column);

    /** Type, whether it is required, collation, default value and comment of a column, as the source has them. */
    String describeExample(String table, String column);

    @Test
    default void changesLeaveTheRestOfAColumn() throws SQLException {
        String table = name();
        source("CREATE TABLE tpch." + table + " (id integer NOT NULL, \"a (b\" integer, v " + exampleColumn()
                + ", CHECK (id > 0), twice integer GENERATED ALWAYS AS (id * 2) STORED)");
        for (String sql : commentExample(table, "v")) {
            source(sql);
        }
        source("INSERT INTO tpch." + table + " (id) VALUES (1)");
        String before = describeExample(table, "v");
        assertThat(before).contains("(20) required ").endsWith(" c, 'q' (\\").containsPattern("it'+s \\\\, \\(");
        run("ALTER TABLE %s ALTER COLUMN v SET DATA TYPE varchar(30)", table);
        String widened = before.replace("(20)", "(30)");
        assertThat(describeExample(table, "v")).isEqualTo(widened);
        run("COMMENT ON COLUMN %s.v IS 'other''s, \\ ('", table);
        String commented = widened.replace("c, 'q' (\\", "other's, \\ (");
        assertThat(describeExample(table, "v")).isEqualTo(commented);
        run("ALTER TABLE %s ALTER COLUMN v DROP NOT NULL", table);
        String optional = commented.replace(" required", "");
        assertThat(describeExample(table, "v")).isEqualTo(optional);
        run("ALTER TABLE %s ALTER COLUMN v SET DEFAULT 'its'", table);
        assertThat(describeExample(table, "v")).contains("its").doesNotContain(", ('").endsWith(" other's, \\ (");
        run("ALTER TABLE %s ALTER COLUMN v DROP DEFAULT", table);
        assertThat(describeExample(table, "v")).endsWith(" - other's, \\ (");
        run("COMMENT ON COLUMN %s.v IS NULL", table);
        assertThat(describeExample(table, "v")).endsWith(" - -");
        run("COMMENT ON COLUMN %s.twice IS 'computed'", table);
        run("COMMENT ON COLUMN %s.\"a (b\" IS 'odd'", table);
        source("INSERT INTO tpch." + table + " (id) VALUES (4)");
        assertThat(rows("SELECT id, v IS NULL, twice FROM " + table)).containsExactly("[1, false, 2]", "[4, true, 8]");
    }

    @Test
    default void failedChangesChangeNothing() throws SQLException {
        String table = name();
        source("CREATE TABLE tpch." + table + " (id integer PRIMARY KEY, v varchar(20))");
        source("INSERT INTO tpch." + table + " VALUES (1, 'ten letters')");
        String before = (String) engine().execute("SHOW CREATE TABLE " + table).getOnlyValue();
        fails("ALTER TABLE %s ALTER COLUMN v SET DATA TYPE varchar(5)", table, "(?i)too long|truncated");
        fails("ALTER TABLE %s ALTER COLUMN v SET DATA TYPE bigint", table, "(?i)cannot be cast|Incorrect integer");
        fails("ALTER TABLE %s ALTER COLUMN v SET DATA TYPE map(integer, integer)", table, "Unsupported column type");
        fails("ALTER TABLE %s ALTER COLUMN id DROP NOT NULL", table, "(?i)primary key");
        fails("ALTER TABLE %s ADD COLUMN v integer", table, "already exists");
        fails("ALTER TABLE %s ALTER COLUMN id SET DEFAULT 'x'", table, "not a valid INTEGER literal");
        assertThat(engine().execute("SHOW CREATE TABLE " + table).getOnlyValue()).isEqualTo(before);
        assertThat(rows("TABLE " + table)).containsExactly("[1, ten letters]");
    }

    @Test
    default void newTablesHavePrimaryKeys() {
        String table = name();
        run("CREATE TABLE %s (v varchar(20), \"Odd\"\" `n\" integer, id bigint)"
                + " WITH (primary_key = ARRAY['ID', 'odd\" `n'])", table);
        assertThat((String) engine().execute("SHOW CREATE TABLE " + table).getOnlyValue())
                .contains("primary_key = ARRAY['id','odd\" `n']").contains("id bigint NOT NULL");
        run("INSERT INTO %s VALUES ('a', 1, 1), ('b', 2, 1)", table);
        run("UPDATE %s SET v = v || '!' WHERE rand() < 2", table);
        assertThat(rows("SELECT v FROM " + table)).containsExactly("[a!]", "[b!]");
        fails("INSERT INTO %s VALUES ('c', 1, 1)", table, "(?i)duplicate");
        fails("CREATE TABLE %s_other (id bigint) WITH (primary_key = ARRAY['it'])", table,
                "Column 'it' of the property primary_key does not exist");
        run("CREATE TABLE %1$s_like (LIKE %1$s INCLUDING PROPERTIES)", table);
        assertThat((String) engine().execute("SHOW CREATE TABLE " + table + "_like").getOnlyValue())
                .contains("primary_key = ARRAY['id','odd\" `n']");
    }

    @Test
    default void tablesMadeOfRowsHavePrimaryKeys() {
        String table = name();
        run("CREATE TABLE %s WITH (primary_key = ARRAY['n']) AS SELECT nationkey n, name FROM nation", table);
        assertThat((String) engine().execute("SHOW CREATE TABLE " + table).getOnlyValue())
                .contains("primary_key = ARRAY['n']");
        fails("CREATE TABLE %s_twice WITH (primary_key = ARRAY['r']) AS SELECT regionkey r FROM nation", table,
                "(?i)duplicate|could not create unique index");
        assertThat(rows("SHOW TABLES LIKE '" + table + "%'")).containsExactly("[" + table + "]");
        assertThat(rows("SHOW TABLES LIKE 'blueshift%'")).isEmpty();
    }

    @Test
    default void tablesAreReplacedAtOnceOrNotAtAll() throws SQLException {
        String table = name();
        run("CREATE OR REPLACE TABLE %s (id bigint, v varchar(5)) WITH (primary_key = ARRAY['id'])", table);
        run("INSERT INTO %s VALUES (1, 'a')", table);
        fails("CREATE OR REPLACE TABLE %1$s AS SELECT 1 / (id - 1) x FROM %1$s", table, "(?i)division by zero");
        fails("CREATE OR REPLACE TABLE %1$s WITH (primary_key = ARRAY['one']) AS SELECT 1 one FROM nation", table,
                "(?i)duplicate|could not create unique index");
        assertThat(rows("TABLE " + table)).containsExactly("[1, a]");
        source("CREATE TABLE tpch." + table + "_part (id bigint, FOREIGN KEY (id) REFERENCES tpch." + table + " (id))");
        fails("CREATE OR REPLACE TABLE %s AS SELECT 1 x", table,
                "other objects depend on it|a foreign key of .* refers");
        assertThat(rows("TABLE " + table)).containsExactly("[1, a]");
        source("DROP TABLE tpch." + table + "_part");
        run("CREATE OR REPLACE TABLE %1$s COMMENT 'new' WITH (primary_key = ARRAY['x'])"
                + " AS SELECT id + 1 x FROM %1$s", table);
        assertThat(rows("TABLE " + table)).containsExactly("[2]");
        assertThat((String) engine().execute("SHOW CREATE TABLE " + table).getOnlyValue()).contains("COMMENT 'new'")
                .contains("primary_key = ARRAY['x']");
        source("CREATE VIEW tpch." + table + "_view AS SELECT 1 AS one");
        fails("CREATE OR REPLACE TABLE %s_view AS SELECT 1 x", table, "is not a table");
        assertThat(rows("TABLE " + table + "_view")).containsExactly("[1]");
        assertThat(rows("SHOW TABLES LIKE 'blueshift%'")).isEmpty();
    }

    @Test
    default void constantsAreDefaults() {
        String table = name();
        List<String> columns = List.of("boolean DEFAULT true", "smallint DEFAULT -7", "integer DEFAULT 42",
                "bigint DEFAULT 123456789012345678", "real DEFAULT REAL '-1.5'", "double DEFAULT DOUBLE '2.5'",
                "decimal(5,2) DEFAULT DECIMAL '-12.50'", "decimal(38,0) DEFAULT DECIMAL '12345678901234567890'",
                "varchar(20) DEFAULT 'it''s \\ %% (é'", "varchar DEFAULT 'it''s \\ \"é'", "char(3) DEFAULT 'a'",
                "varbinary DEFAULT X'00FF27'", "date DEFAULT DATE '2020-02-29'",
                "time(3) DEFAULT TIME '12:34:56.789'", "timestamp(6) DEFAULT TIMESTAMP '2020-02-29 12:34:56.789000'",
                "integer DEFAULT null");
        StringBuilder sql = new StringBuilder("CREATE TABLE " + table + " (id integer");
        StringBuilder literals = new StringBuilder("SELECT id");
        for (int i = 0; i < columns.size(); i++) {
            sql.append(", c").append(i).append(' ').append(columns.get(i));
            String type = columns.get(i).substring(0, columns.get(i).indexOf(" DEFAULT "));
            literals.append(", CAST(").append(columns.get(i).split(" DEFAULT ", 2)[1]).append(" AS ").append(type)
                    .append(')');
        }
        engine().execute(sql.append(", instant timestamp(3) with time zone"
                + " DEFAULT TIMESTAMP '2020-02-29 13:34:56.789 +01:00')").toString());
        engine().execute("INSERT INTO " + table + " (id) VALUES (1)");
        assertThat(rows("SELECT instant = TIMESTAMP '2020-02-29 12:34:56.789 UTC' FROM " + table))
                .containsExactly("[true]");
        engine().execute("ALTER TABLE " + table + " DROP COLUMN instant");
        List<MaterializedRow> expected = engine().execute(literals + " FROM " + table).getMaterializedRows();
        assertThat(engine().execute("TABLE " + table).getMaterializedRows()).as("given").isEqualTo(expected);
        // What the engine has been told of them is what they are
        run("CREATE TABLE %1$s_like (LIKE %1$s)", table);
        run("INSERT INTO %s_like (id) VALUES (1)", table);
        assertThat(engine().execute("TABLE " + table + "_like").getMaterializedRows()).isEqualTo(expected);
        assertThat(engine().execute("SELECT count(column_default) FROM information_schema.columns WHERE table_schema"
                + " = CURRENT_SCHEMA AND table_name = '" + table + "'").getOnlyValue())
                .isEqualTo(columns.size() - 1L);
    }

    @Test
    default void whatTheSourceComputesIsFilledIn() throws SQLException {
        String table = name();
        source("CREATE TABLE tpch." + table + " (id integer PRIMARY KEY, at timestamp DEFAULT CURRENT_TIMESTAMP,"
                + " d date DEFAULT NULL, n numeric(5,1) DEFAULT 1.5)");
        run("INSERT INTO %s (id) VALUES (1)", table);
        assertThat(rows("SELECT at IS NULL, d, n FROM " + table)).containsExactly("[false, null, 1.5]");
        run("MERGE INTO %s t USING (VALUES 1, 2) s(id) ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)",
                table);
        assertThat(rows("SELECT id, n FROM " + table)).containsExactly("[1, 1.5]", "[2, 1.5]");
        assertThat((String) engine().execute("SHOW CREATE TABLE " + table).getOnlyValue())
                .contains("n decimal(5, 1) DEFAULT DECIMAL '1.5'").contains("id integer NOT NULL");
    }

    @Test
    default void transactionsThatASourceDoesNotKeepUpAreRefused() {
        for (String level : List.of("SERIALIZABLE", "REPEATABLE READ")) {
            assertThatThrownBy(() -> inTransaction(level, "SELECT count(*) FROM nation"))
                    .hasMessageContaining("Connector supported isolation level READ COMMITTED does not meet"
                            + " requested isolation level " + level);
        }
        assertThat(inTransaction("READ COMMITTED", "SELECT count(*) FROM nation").getOnlyValue()).isEqualTo(25L);
    }

    private MaterializedResult inTransaction(String level, String sql) {
        return TransactionBuilder.transaction(engine().getTransactionManager(),
                engine().getPlannerContext().getMetadata(), engine().getAccessControl())
                .withIsolationLevel(IsolationLevel.valueOf(level.replace(' ', '_')))
                .execute(engine().getDefaultSession(), session -> {
                    return engine().execute(session, sql);
                });
    }

    private String name() {
        return "ddl_" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void source(String sql) throws SQLException {
        try (Connection connection = connectToSource(); Statement statement = connection.createStatement()) {
            boolean backticks = connection.getMetaData().getIdentifierQuoteString().equals("`");
            statement.execute(backticks ? sql.replace('"', '`') : sql);
        }
    }

    private void run(String sql, String table) {
        engine().execute(sql.formatted(table));
    }

    private void fails(String sql, String table, String message) {
        assertThatThrownBy(() -> run(sql, table)).as(sql).message().containsPattern(message);
    }

    private List<String> rows(String sql) {
        return engine().execute(sql).getMaterializedRows().stream().map(row -> row.getFields().toString()).sorted()
                .toList();
    }
}

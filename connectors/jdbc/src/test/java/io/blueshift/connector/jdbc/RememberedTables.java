package io.blueshift.connector.jdbc;

import com.google.common.base.Splitter;
import io.trino.testing.QueryFailedException;
import io.trino.testing.QueryRunner;

import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a catalog that remembers tables for long makes of others' changes to them: errors or right rows, and once only. */
public final class RememberedTables {
    private final QueryRunner runner;
    private final Consumer<String> source;
    private final String schema;

    /**
     * @param source runs a statement in the source itself
     * @param catalog remembers for minutes; its schema {@code tpch} is there
     */
    public RememberedTables(QueryRunner runner, Consumer<String> source, String catalog) {
        this.runner = runner;
        this.source = source;
        this.schema = catalog + ".tpch.";
    }

    public void check() {
        source.accept("CREATE TABLE tpch.seen (a integer, b varchar(20))");
        source.accept("INSERT INTO tpch.seen VALUES (1, '17')");
        assertThat(value("SELECT b FROM %sseen")).isEqualTo("17");
        droppedColumn();
        changedType();
        droppedTable();
        ownChanges();
        changedDigits();
    }

    private void droppedColumn() {
        source.accept("ALTER TABLE tpch.seen ADD COLUMN c integer");
        source.accept("UPDATE tpch.seen SET c = 3");
        // Not known yet, and nothing else is wrong with it
        assertThat(runner.execute("SELECT * FROM " + schema + "seen").getTypes()).hasSize(2);
        source.accept("ALTER TABLE tpch.seen DROP COLUMN a");
        assertThatThrownBy(() -> value("SELECT a FROM %sseen"))
                .hasMessageContaining("If the table was altered, repeat");
        assertThatThrownBy(() -> value("SELECT a FROM %sseen")).hasMessageContaining("Column 'a' cannot be resolved");
        assertThat(runner.execute("SELECT * FROM " + schema + "seen").getMaterializedRows().getFirst().getFields())
                .containsExactly("17", 3);
    }

    private void changedType() {
        source.accept("CREATE TABLE tpch.changing (a varchar(20), n integer)");
        source.accept("INSERT INTO tpch.changing VALUES ('5', 7)");
        assertThat(value("SELECT a FROM %schanging")).isEqualTo("5");
        source.accept("DROP TABLE tpch.changing");
        source.accept("CREATE TABLE tpch.changing (n varchar(20), a integer)");
        source.accept("INSERT INTO tpch.changing VALUES ('words', 6)");
        assertThat(value("SELECT a FROM %schanging")).isEqualTo("6");
        // What is asked of a text may be wrong for a number
        failsOr("6", "SELECT max(a) FROM %schanging");
        failsOr("words", "SELECT n FROM %schanging");
        assertThat(value("SELECT n FROM %schanging")).isEqualTo("words");
        assertThat(value("SELECT a FROM %schanging")).isEqualTo(6);
    }

    /** What a column holds that was made longer has no equal in the type that it had. */
    private void changedDigits() {
        for (String change : List.of("decimal(5,1) 1.5 decimal(6,2) 1.25", "timestamp(0) 05 timestamp(3) 05.250",
                "time(0) 05 time(6) 05.250000", "char(2) ab char(3) abc")) {
            List<String> words = Splitter.on(' ').splitToList(change);
            String table = "digits_" + words.getFirst().substring(0, words.getFirst().indexOf('('));
            replace(table, words.get(0), words.get(1));
            assertThat(value("SELECT CAST(v AS varchar) FROM %s" + table).toString()).contains(words.get(1));
            replace(table, words.get(2), words.get(3));
            assertThatThrownBy(() -> value("SELECT v FROM %s" + table + " WHERE rand() < 2")).as(change)
                    .hasMessageContaining("has no equal in the type");
            assertThat(value("SELECT CAST(v AS varchar) FROM %s" + table).toString()).contains(words.get(3));
        }
    }

    private void replace(String table, String type, String value) {
        source.accept("DROP TABLE IF EXISTS tpch." + table);
        source.accept("CREATE TABLE tpch." + table + " (v " + type + ")");
        source.accept("INSERT INTO tpch." + table + " VALUES (" + literal(type, value) + ")");
    }

    private static String literal(String type, String value) {
        return "'" + (type.startsWith("time")
                ? "2026-01-02 03:04:".substring(type.startsWith("timestamp") ? 0 : 11)
                : "") + value + "'";
    }

    private void droppedTable() {
        source.accept("DROP TABLE tpch.changing");
        assertThatThrownBy(() -> value("SELECT a FROM %schanging")).hasMessageContaining("repeat the statement");
        assertThatThrownBy(() -> value("SELECT a FROM %schanging")).hasMessageContaining("does not exist");
        source.accept("CREATE TABLE tpch.changing (a integer)");
        assertThat(runner.execute("SELECT a FROM " + schema + "changing").getRowCount()).isZero();
    }

    private void ownChanges() {
        runner.execute("ALTER TABLE " + schema + "changing ADD COLUMN d bigint");
        runner.execute("INSERT INTO " + schema + "changing VALUES (1, 2)");
        assertThat(value("SELECT d FROM %schanging")).isEqualTo(2L);
        runner.execute("ALTER TABLE " + schema + "changing ALTER COLUMN d SET DATA TYPE varchar(9)");
        assertThat(value("SELECT d FROM %schanging")).isEqualTo("2");
        runner.execute("CREATE OR REPLACE TABLE " + schema + "changing AS SELECT 5 e");
        assertThat(value("SELECT * FROM %schanging")).isEqualTo(5);
        runner.execute("DROP TABLE " + schema + "changing");
        assertThatThrownBy(() -> value("SELECT a FROM %schanging")).hasMessageContaining("does not exist");
    }

    private void failsOr(String expected, String sql) {
        try {
            assertThat(value(sql)).isEqualTo(expected);
        } catch (QueryFailedException e) {
            assertThat(e).hasMessageContaining(schema.substring(0, schema.indexOf('.')));
        }
    }

    private Object value(String sql) {
        return runner.execute(sql.formatted(schema)).getOnlyValue();
    }
}

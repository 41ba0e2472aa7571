package io.blueshift.connector.jdbc;

import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Statements that change rows, besides what Trino's suite asks of them; run on the servers that this suite has. */
public interface RowChangesContract {
    /** With the schema {@code tpch} of the source as the session's. */
    QueryRunner engine();

    Connection connectToSource() throws SQLException;

    /** Counts the statements with a text in them that wait for a lock in the source. */
    String waitingStatements(String text);

    /** Whether the source tells of a row that somebody has changed it. */
    boolean rowsHaveVersions();

    @Test
    default void deletesWhatTheSourceFinds() throws SQLException {
        String table = create("(id integer, v varchar(20), n bigint)", "(1, 'a', 10), (2, 'b', 20), (3, NULL, 30)");
        String delete = "DELETE FROM " + table + " WHERE id >= 2 AND n < 25";
        assertThat(explained(delete)).contains("TableDelete")
                .containsPattern("DELETE FROM .tpch.\\.." + table + ". WHERE .* >= 2 AND .* < 25");
        assertThat(changed(delete)).isEqualTo(1);
        assertThat(rows(table)).containsExactly("[1, a, 10]", "[3, null, 30]");
        assertThat(changed("DELETE FROM " + table)).isEqualTo(2);
        assertThat(rows(table)).isEmpty();
    }

    @Test
    default void updatesWhatTheSourceFinds() throws SQLException {
        String table = create("(id integer, v varchar(20), n bigint)", "(1, 'a', 10), (2, 'b', 20), (3, NULL, 30)");
        String update = "UPDATE " + table + " SET v = 'it''s \\ ?', n = NULL WHERE id < 3";
        assertThat(explained(update)).contains("TableUpdate")
                .containsPattern("UPDATE .tpch.\\.." + table + ". SET .* WHERE .* < 3");
        assertThat(changed(update)).isEqualTo(2);
        assertThat(rows(table)).containsExactly("[1, it's \\ ?, null]", "[2, it's \\ ?, null]", "[3, null, 30]");
        // Rows count that have the value already
        assertThat(changed("UPDATE " + table + " SET n = 30")).isEqualTo(3);
        assertThat(changed("UPDATE " + table + " SET n = 30")).isEqualTo(3);
    }

    @Test
    default void changesNoSingleRowsWithoutKey() throws SQLException {
        String table = create("(id integer NOT NULL, n bigint UNIQUE)", "(1, 10), (2, 20)");
        assertThatThrownBy(() -> changed("DELETE FROM " + table + " WHERE regexp_like(CAST(n AS varchar), '1')"))
                .hasMessageContaining("Table tpch." + table + " has no primary key, nor another key without NULLs")
                .hasMessageContaining("regexp_like");
        assertThat(rows(table)).hasSize(2);
    }

    @Test
    default void updatesRowByRow() throws SQLException {
        String table = create("(v varchar(20) NOT NULL, id integer NOT NULL, n bigint, UNIQUE (v, id))",
                "('a', 1, 10), ('A', 2, 20), ('it''s ', 3, NULL)");
        assertThat(changed("UPDATE " + table + " SET n = n + id, v = v || '!' WHERE rand() < 2")).isEqualTo(3);
        assertThat(rows("(SELECT id, v, n FROM " + table + ")")).containsExactly("[1, a!, 11]", "[2, A!, 22]",
                "[3, it's !, null]");
        assertThat(changed("DELETE FROM " + table + " WHERE rand() < 2 AND id > 1")).isEqualTo(2);
        assertThat(rows(table)).containsExactly("[a!, 1, 11]");
        assertThat(changed("DELETE FROM " + table + " WHERE rand() > 2")).isEqualTo(0);
    }

    @Test
    default void mergesInOneTransaction() throws SQLException {
        String table = create("(id integer PRIMARY KEY, v varchar(20), n bigint CHECK (n < 100))",
                "(1, 'a', 10), (2, 'b', 20), (3, 'c', 30)");
        String merge = """
                MERGE INTO %s t USING (VALUES (1, 50), (2, 60), (4, %s)) s(id, n) ON t.id = s.id
                WHEN MATCHED AND s.id = 1 THEN UPDATE SET n = t.n + s.n
                WHEN MATCHED THEN DELETE
                WHEN NOT MATCHED THEN INSERT (id, v, n) VALUES (s.id, 'new', s.n)
                """;
        // The last of the three steps fails
        assertThatThrownBy(() -> changed(merge.formatted(table, 200))).hasMessageContaining("INSERT INTO");
        assertThat(rows(table)).containsExactly("[1, a, 10]", "[2, b, 20]", "[3, c, 30]");
        assertThat(changed(merge.formatted(table, 40))).isEqualTo(3);
        assertThat(rows(table)).containsExactly("[1, a, 60]", "[3, c, 30]", "[4, new, 40]");
        assertThatThrownBy(() -> changed("UPDATE " + table + " SET n = n * 2 WHERE rand() < 2"))
                .hasMessageContaining("UPDATE");
        assertThat(rows(table)).containsExactly("[1, a, 60]", "[3, c, 30]", "[4, new, 40]");
    }

    @Test
    default void mergeLeavesWhatTheSourceComputesToIt() throws SQLException {
        String table = create("(id integer PRIMARY KEY, n integer, twice integer GENERATED ALWAYS AS (n * 2) STORED)",
                "(1, 10, DEFAULT)");
        assertThat(changed("INSERT INTO " + table + " (id, n) VALUES (2, 20)")).isEqualTo(1);
        assertThat(changed("MERGE INTO " + table + " t USING (VALUES (1, 5), (3, 7)) s(id, n) ON t.id = s.id"
                + " WHEN MATCHED THEN UPDATE SET n = t.n + s.n"
                + " WHEN NOT MATCHED THEN INSERT (id, n) VALUES (s.id, s.n)")).isEqualTo(2);
        assertThat(rows(table)).containsExactly("[1, 15, 30]", "[2, 20, 40]", "[3, 7, 14]");
        assertThatThrownBy(() -> changed("INSERT INTO " + table + " VALUES (4, 8, 17)")).hasMessageContaining("twice");
    }

    /** The staging table has an alias in the statements. */
    @Test
    default void tablesMayHaveShortNames() throws SQLException {
        try (Connection connection = connectToSource(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE tpch.s (s integer PRIMARY KEY, key0 integer)");
            statement.execute("INSERT INTO tpch.s VALUES (1, 10), (2, 20)");
        }
        assertThat(changed("UPDATE s SET key0 = key0 + s WHERE rand() < 2")).isEqualTo(2);
        assertThat(changed("DELETE FROM s WHERE rand() < 2 AND s = 1")).isEqualTo(1);
        assertThat(rows("s")).containsExactly("[2, 22]");
    }

    @Test
    default void aRowThatIsGoneMeanwhileIsAConflict() throws Exception {
        String table = create("(id integer PRIMARY KEY, n bigint)", "(1, 10), (2, 20), (3, 30)");
        try (Connection other = connectToSource(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("DELETE FROM tpch." + table + " WHERE id = 2");
            CompletableFuture<Long> update = CompletableFuture
                    .supplyAsync(() -> changed("UPDATE " + table + " SET n = n + 1 WHERE rand() < 2"),
                            Thread::startVirtualThread);
            awaitWaiting(1, table);
            other.commit();
            assertThatThrownBy(update::join).hasMessageContaining(
                    "Of 3 rows of table tpch." + table + " to be changed 2 are still as they were read");
        }
        assertThat(rows(table)).containsExactly("[1, 10]", "[3, 30]");
    }

    /** Of the values that were read some are old by then: where the source tells, the statement fails. */
    @Test
    default void aRowThatIsAnotherMeanwhileIsAConflictIfTheSourceTells() throws Exception {
        String table = create("(id integer PRIMARY KEY, n bigint, v varchar(9))", "(1, 10, 'a'), (2, 20, 'b')");
        try (Connection other = connectToSource(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE tpch." + table + " SET n = 200, v = 'B' WHERE id = 2");
            CompletableFuture<Long> update = CompletableFuture
                    .supplyAsync(() -> changed("UPDATE " + table + " SET n = n + 1 WHERE rand() < 2"),
                            Thread::startVirtualThread);
            awaitWaiting(1, table);
            other.commit();
            if (rowsHaveVersions()) {
                assertThatThrownBy(update::join).hasMessageContaining("1 are still as they were read");
                assertThat(rows(table)).containsExactly("[1, 10, a]", "[2, 200, B]");
            } else {
                assertThat(update.join()).isEqualTo(2);
                assertThat(rows(table)).containsExactly("[1, 11, a]", "[2, 21, B]");
            }
        }
    }

    @Test
    default void aKilledInsertEndsInTheSource() throws Exception {
        String table = create("(id integer PRIMARY KEY)", "(1)");
        try (Connection other = connectToSource(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO tpch." + table + " VALUES (2)");
            CompletableFuture<Long> insert = CompletableFuture
                    .supplyAsync(() -> changed("INSERT INTO " + table + " VALUES 2"), Thread::startVirtualThread);
            awaitWaiting(1, table);
            kill("INSERT INTO " + table + " VALUES 2");
            assertThatThrownBy(insert::join).hasMessageContaining("enough");
            awaitWaiting(0, table);
            other.commit();
        }
        assertThat(rows(table)).containsExactly("[1]", "[2]");
    }

    @Test
    default void aKilledDeleteEndsInTheSource() throws Exception {
        String table = create("(id integer PRIMARY KEY, n bigint)", "(1, 10), (2, 20)");
        try (Connection other = connectToSource(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE tpch." + table + " SET n = 11 WHERE id = 1");
            CompletableFuture<Long> delete = CompletableFuture.supplyAsync(() -> changed("DELETE FROM " + table),
                    Thread::startVirtualThread);
            awaitWaiting(1, table);
            kill("DELETE FROM " + table);
            assertThatThrownBy(delete::join).hasMessageContaining("enough");
            awaitWaiting(0, table);
            other.commit();
        }
        assertThat(rows(table)).containsExactly("[1, 11]", "[2, 20]");
    }

    @Test
    default void readsQueriesInTheSourcesSql() throws SQLException {
        String table = create("(id integer PRIMARY KEY, v varchar(20), d decimal(9, 2), t timestamp)",
                "(1, 'a', 1.50, '2026-01-02 03:04:05'), (2, 'b', NULL, NULL), (3, NULL, -3, NULL)");
        String query = "TABLE(system.query(query => 'SELECT id + 1 AS next, v, d, t FROM tpch." + table
                + " WHERE v IS NULL OR v <> ''x'' -- all;'))";
        assertThat(rows("(SELECT next, v, d FROM " + query + ")")).containsExactly("[2, a, 1.50]", "[3, b, null]",
                "[4, null, -3.00]");
        assertThat(rows("(SELECT next FROM " + query + " WHERE next > 2 AND v = 'b')")).containsExactly("[3]");
        assertThat(engine().execute("SELECT * FROM " + query + " LIMIT 2").getRowCount()).isEqualTo(2);
        assertThat(rows("(SELECT count(*), count(t) FROM " + query + ")")).containsExactly("[3, 1]");
        assertThat(explained("SELECT * FROM " + query)).contains("id + 1 AS next").doesNotContain("TableFunction");
        assertThat(rows("(SELECT a.id, b.v FROM " + table + " a JOIN " + query.replace("id + 1", "id")
                + " b ON a.id = b.next)")).containsExactly("[1, a]", "[2, b]", "[3, null]");
    }

    @Test
    default void queriesInTheSourcesSqlChangeNothing() throws SQLException {
        String table = create("(id integer PRIMARY KEY)", "(1)");
        for (String statement : List.of("DELETE FROM tpch." + table, "SELECT 1 AS x; DELETE FROM tpch." + table,
                "SELECT id, id FROM tpch." + table,
                "SELECT 1 AS x) AS q; DELETE FROM tpch." + table + "; COMMIT; SELECT * FROM (SELECT 1 AS x")) {
            assertThatThrownBy(() -> engine().execute("SELECT * FROM TABLE(system.query('" + statement + "'))"))
                    .hasMessageContaining("Remote SQL: " + statement);
        }
        assertThatThrownBy(() -> engine().execute("SELECT * FROM TABLE(system.query(' ; '))"))
                .hasMessageContaining("The query is empty");
        assertThat(rows(table)).containsExactly("[1]");
    }

    @Test
    default void executesStatementsInTheSourcesSql() throws SQLException {
        String table = create("(id integer PRIMARY KEY)", "(1)");
        engine().execute("CALL system.execute(query => 'INSERT INTO tpch." + table + " VALUES (2)')");
        engine().execute("CALL system.execute('ALTER TABLE tpch." + table + " ADD COLUMN more integer')");
        assertThat(rows(table)).containsExactly("[1, null]", "[2, null]");
        assertThatThrownBy(
                () -> engine().execute("CALL system.execute('INSERT INTO tpch." + table + " VALUES (2, 2)')"))
                .hasMessageContaining("Remote SQL: INSERT INTO tpch." + table + " VALUES (2, 2)");
        assertThatThrownBy(() -> engine().execute("CALL system.execute(' ')")).hasMessageContaining("is empty");
    }

    private String create(String columns, String rows) throws SQLException {
        String table = "changed_" + UUID.randomUUID().toString().substring(0, 8);
        try (Connection connection = connectToSource(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE tpch." + table + " " + columns);
            statement.execute("INSERT INTO tpch." + table + " VALUES " + rows);
        }
        return table;
    }

    private void kill(String statement) {
        Object query = engine().execute(
                "SELECT query_id FROM system.runtime.queries WHERE query = '" + statement.replace("'", "''") + "'")
                .getOnlyValue();
        engine().execute("CALL system.runtime.kill_query('" + query + "', 'enough')");
    }

    private long changed(String statement) {
        return engine().execute(statement).getUpdateCount().orElseThrow();
    }

    private List<String> rows(String relation) {
        return engine().execute("SELECT * FROM " + relation + " ORDER BY 1").getMaterializedRows().stream()
                .map(row -> row.getFields().toString()).toList();
    }

    private String explained(String statement) {
        return (String) engine().execute("EXPLAIN " + statement).getOnlyValue();
    }

    private void awaitWaiting(long count, String table) throws SQLException, InterruptedException {
        try (Connection connection = connectToSource(); Statement statement = connection.createStatement()) {
            for (int i = 0; i < 150; i++) {
                try (ResultSet rows = statement.executeQuery(waitingStatements(table))) {
                    rows.next();
                    if (rows.getLong(1) == count) {
                        return;
                    }
                }
                // MySQL renews its view of transactions when nobody has looked for a tenth of a second
                Thread.sleep(200);
            }
            throw new AssertionError("the source never had " + count + " statements that wait");
        }
    }
}

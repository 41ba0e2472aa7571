package io.blueshift.server.planning;

import io.blueshift.server.planning.reuse.ReuseStats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Equal queries take the plan of the first, and others, or the same of other rows, do not. */
@Isolated("Counts what the shared engine reuses, beside which Trino's suites run otherwise")
final class ReusedPlansTest {
    private static final String JOIN = "SELECT r.name, count(*) FROM local.reuse.n n JOIN tpch.tiny.region r"
            + " ON n.regionkey = r.regionkey WHERE n.nationkey < 20 GROUP BY r.name ORDER BY 1";

    private PlanningEngine engine;
    private Connection connection;

    @BeforeEach
    void start() throws Exception {
        engine = PlanningEngine.shared();
        connection = engine.connect(Map.of());
        execute("CREATE SCHEMA local.reuse");
        execute("CREATE TABLE local.reuse.n AS SELECT * FROM tpch.tiny.nation");
    }

    @AfterEach
    void stop() throws SQLException {
        execute("DROP SCHEMA local.reuse CASCADE");
        connection.close();
    }

    @Test
    void theSecondOfTwoEqualQueriesIsNotOptimised() throws SQLException {
        List<String> rows = Sql.rows(connection, JOIN);
        assertThat(reusedBy(JOIN)).isEqualTo(1);
        assertThat(Sql.rows(connection, JOIN)).isEqualTo(rows).hasSize(5);
        try (Connection other = engine.connect(Map.of())) {
            assertThat(Sql.rows(other, JOIN)).isEqualTo(rows);
        }
    }

    @Test
    void plansWithConstantsOfEnumsThatHaveClassesOfTheirOwn() throws SQLException {
        assertThat(Sql.rows(connection, """
                SELECT m FROM local.reuse.n MATCH_RECOGNIZE (ORDER BY nationkey MEASURES count(A.name) AS m
                ONE ROW PER MATCH PATTERN (A+) DEFINE A AS nationkey < 7)""")).containsExactly("7");
    }

    @Test
    void thePropertySwitches() throws SQLException {
        Sql.rows(connection, JOIN);
        execute("SET SESSION plan_reuse = false");
        assertThat(reusedBy(JOIN)).isZero();
        execute("SET SESSION plan_reuse = true");
    }

    @Test
    void newRowsAreSeen() throws SQLException {
        String sql = "SELECT count(*), max(nationkey) FROM local.reuse.n WHERE regionkey >= 0";
        assertThat(Sql.rows(connection, sql)).containsExactly("25 | 24");
        execute("INSERT INTO local.reuse.n VALUES (100, 'new', 0, 'c')");
        assertThat(Sql.rows(connection, sql)).containsExactly("26 | 100");
        execute("DELETE FROM local.reuse.n WHERE nationkey = 100");
        assertThat(Sql.rows(connection, sql)).containsExactly("25 | 24");
    }

    @Test
    void anotherTableOfTheSameNameIsAnotherTable() throws SQLException {
        String sql = "SELECT * FROM local.reuse.n WHERE nationkey = 3";
        assertThat(Sql.rows(connection, sql)).hasSize(1);
        execute("DROP TABLE local.reuse.n");
        execute("CREATE TABLE local.reuse.n AS SELECT 3 nationkey, 'other' name");
        assertThat(Sql.rows(connection, sql)).containsExactly("3 | other");
        execute("ALTER TABLE local.reuse.n ADD COLUMN more bigint");
        assertThat(Sql.rows(connection, sql)).containsExactly("3 | other | NULL");
    }

    @Test
    void anotherViewOfTheSameNameIsAnotherView() throws SQLException {
        execute("CREATE VIEW local.reuse.v AS SELECT name FROM local.reuse.n WHERE nationkey = 3");
        String sql = "SELECT * FROM local.reuse.v";
        assertThat(Sql.rows(connection, sql)).containsExactly("CANADA");
        execute("CREATE OR REPLACE VIEW local.reuse.v AS SELECT name FROM local.reuse.n WHERE nationkey = 6");
        assertThat(Sql.rows(connection, sql)).containsExactly("FRANCE");
    }

    @Test
    void constantsAreOfThePlan() throws SQLException {
        String sql = "SELECT name FROM local.reuse.n WHERE nationkey = ";
        assertThat(Sql.rows(connection, sql + 3)).containsExactly("CANADA");
        assertThat(Sql.rows(connection, sql + 6)).containsExactly("FRANCE");
        try (PreparedStatement prepared = connection.prepareStatement(sql + "?")) {
            for (int i = 0; i < 2; i++) {
                assertThat(only(prepared, 3)).isEqualTo("CANADA");
                assertThat(only(prepared, 6)).isEqualTo("FRANCE");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "current_timestamp", "current_time", "localtime", "localtimestamp", "now()", "current_date", "current_user",
            "current_schema", "current_timezone()", "CAST(TIME '10:00' AS timestamp)"})
    void whatBelongsToOneQueryIsNotReused(String expression) throws SQLException {
        String sql = "SELECT nationkey FROM local.reuse.n WHERE nationkey < 3 AND CAST(%s AS varchar) <> ''"
                .formatted(expression);
        Sql.rows(connection, sql);
        assertThat(reusedBy(sql)).isZero();
    }

    @Test
    void timePassesBetweenEqualQueries() throws SQLException {
        String sql = "SELECT max(current_timestamp(9)) FROM local.reuse.n";
        assertThat(Sql.rows(connection, sql)).isNotEqualTo(Sql.rows(connection, sql));
    }

    @Test
    void zonesAreToldApart() throws SQLException {
        String sql = "SELECT CAST(TIMESTAMP '2020-01-01 00:00:00' AS timestamp with time zone) FROM local.reuse.n LIMIT 1";
        execute("SET TIME ZONE 'UTC'");
        List<String> rows = Sql.rows(connection, sql);
        execute("SET TIME ZONE 'Asia/Tokyo'");
        assertThat(Sql.rows(connection, sql)).isNotEqualTo(rows);
    }

    @Test
    void whatCatalogsTellOfThemselvesIsLookedUp() throws SQLException {
        String sql = "SELECT count(*) FROM local.information_schema.tables WHERE table_schema = 'reuse'";
        assertThat(Sql.rows(connection, sql)).containsExactly("1");
        execute("CREATE TABLE local.reuse.second (a bigint)");
        assertThat(Sql.rows(connection, sql)).containsExactly("2");
    }

    /** How many plans were reused while the query ran; nothing else runs. */
    private long reusedBy(String sql) throws SQLException {
        ReuseStats stats = engine.instance(ReuseStats.class);
        long before = stats.getReused();
        Sql.rows(connection, sql);
        return stats.getReused() - before;
    }

    private static String only(PreparedStatement prepared, long key) throws SQLException {
        prepared.setLong(1, key);
        try (ResultSet results = prepared.executeQuery()) {
            assertThat(results.next()).isTrue();
            return results.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

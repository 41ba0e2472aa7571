package io.blueshift.server.planning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * EXPLAIN in all its types and formats, and EXPLAIN ANALYZE, over plans that the executor runs. What a plan looks like is
 * in {@code sql/explain.sql}.
 */
final class ExplainTest {
    private static final String JOIN = "SELECT n.name, count(*) FROM tpch.tiny.customer c JOIN tpch.tiny.nation n"
            + " ON c.nationkey = n.nationkey WHERE n.regionkey = 1 GROUP BY n.name";

    private static PlanningEngine engine;

    @BeforeAll
    static void start() throws Exception {
        engine = PlanningEngine.shared();
    }

    @Test
    void analyzeCountsTheRowsOfEveryOperator() throws SQLException {
        try (Connection connection = engine.connect(Map.of("task_concurrency", "1"))) {
            long matching = Long.parseLong(Sql.rows(connection,
                    "SELECT count(*) FROM tpch.tiny.customer WHERE nationkey IN (1, 2, 3, 17, 24)").getFirst());
            String report = text(connection, "EXPLAIN ANALYZE " + JOIN);
            assertThat(report).contains("Pipeline 1: ", " on 1 thread, CPU ", ", memory ")
                    // Of 25 nations in 5 regions, the five of America
                    .containsPattern("Scan tpch:tiny:nation -> .* \\{25 rows in \\d+ batch.*; read 25 rows")
                    .containsPattern("Filter \\(regionkey = 1\\) \\{5 rows in ")
                    .containsPattern("=> build side of Join INNER .* \\{dense table bytes [0-9.]+k?B, rows 5\\}")
                    .containsPattern("Scan tpch:tiny:customer .* \\{" + matching + " rows in .*; read 1500 rows.*;"
                            + " rows without a key " + (1500 - matching) + "\\}")
                    .containsPattern("Join INNER .*, with the rows of pipeline 1 \\{" + matching + " rows in ")
                    .containsPattern("=> Aggregate by .* \\{groups 5, table bytes ")
                    .containsPattern("Rows of pipeline 2 \\{5 rows in 1 batch\\}");
        }
    }

    @Test
    void analyzeTellsWhatWasGenerated() throws SQLException {
        String sql = "EXPLAIN ANALYZE SELECT count(*) FROM tpch.tiny.nation WHERE nationkey * 13 - regionkey < %s";
        try (Connection connection = engine.connect(Map.of("task_concurrency", "1"))) {
            assertThat(text(connection, sql.formatted(7))).contains("Code: 0 classes from the cache, 1 generated in ");
            // The literal is not part of what code is generated for
            assertThat(text(connection, sql.formatted(8)))
                    .contains("Code: 1 class from the cache, 0 generated in 0.00ms");
        }
    }

    @Test
    void everyTypeAndFormat() throws Exception {
        try (Connection connection = engine.connect(Map.of())) {
            assertThat(text(connection, "EXPLAIN (TYPE DISTRIBUTED) " + JOIN)).contains("Fragment 0", "Pipeline 1");
            assertThat(text(connection, "EXPLAIN (TYPE LOGICAL) " + JOIN)).contains("Pipeline 1");
            assertThat(text(connection, "EXPLAIN (FORMAT GRAPHVIZ) " + JOIN)).startsWith("digraph")
                    .contains("Pipeline 1");
            assertThat(Sql.rows(connection, "EXPLAIN (TYPE VALIDATE) " + JOIN)).containsExactly("true");
            JsonNode plan = new ObjectMapper().readTree(text(connection, "EXPLAIN (FORMAT JSON) " + JOIN));
            assertThat(plan.at("/0/children/0/descriptor/table").asText()).startsWith("compiled:pipelines")
                    .contains("Pipeline 1", "Pipeline 3, after 2");
        }
    }

    @Test
    void io() throws Exception {
        try (Connection connection = engine.connect(Map.of())) {
            JsonNode plan = new ObjectMapper().readTree(text(connection, "EXPLAIN (TYPE IO) " + JOIN));
            assertThat(plan.get("inputTableColumnInfos").valueStream()
                    .map(table -> table.at("/table/schemaTable/table").asText()))
                    .containsExactlyInAnyOrder("customer", "nation");
            assertThat(plan.at("/inputTableColumnInfos").toString()).contains("\"columnName\":\"regionkey\"");
        }
    }

    @Test
    void jsonStaysJsonWhereAPartIsNotCompiled() throws Exception {
        try (Connection connection = engine.connect(Map.of())) {
            JsonNode plan = new ObjectMapper().readTree(text(connection,
                    "EXPLAIN (FORMAT JSON) SELECT * FROM TABLE(sequence(start => 1, stop => 3))"));
            assertThat(plan.findValuesAsText("name")).contains("TableFunctionProcessor");
        }
    }

    @Test
    void preparedStatements() throws SQLException {
        try (Connection connection = engine.connect(Map.of()); var statement = connection.createStatement()) {
            statement.execute("PREPARE counted FROM SELECT count(*) FROM tpch.tiny.nation WHERE nationkey < ?");
            assertThat(text(connection, "EXPLAIN EXECUTE counted USING 7")).contains("Filter (nationkey < 7)");
        }
    }

    @Test
    void statementsWithoutAPlan() throws SQLException {
        try (Connection connection = engine.connect(Map.of())) {
            assertThat(text(connection, "EXPLAIN CREATE SCHEMA memory.explained")).contains("CREATE SCHEMA");
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        return String.join("\n", Sql.rows(connection, sql));
    }
}

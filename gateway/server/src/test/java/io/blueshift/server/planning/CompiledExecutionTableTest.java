package io.blueshift.server.planning;

import org.junit.jupiter.api.Test;
import org.weakref.jmx.MBeanExporter;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the executor did can be read in SQL and over JMX.
 */
final class CompiledExecutionTableTest {
    @Test
    void theSecondRunOfAShapeHitsTheCache() throws Exception {
        try (Connection connection = PlanningEngine.shared().connect(Map.of("task_concurrency", "1"))) {
            Map<String, Long> before = metrics(connection);
            String sql = "SELECT count(*) FROM tpch.tiny.nation WHERE nationkey * 17 + regionkey * 3 < %s";
            assertThat(Sql.rows(connection, sql.formatted(50))).isNotEmpty();
            Map<String, Long> first = metrics(connection);
            assertThat(first.get("code_cache_misses") - before.get("code_cache_misses")).isPositive();
            assertThat(first.get("code_cache_classes")).isGreaterThan(before.get("code_cache_classes"));
            assertThat(first.get("plans_compiled")).isGreaterThan(before.get("plans_compiled"));
            assertThat(first.get("executions_ended")).isGreaterThan(before.get("executions_ended"));

            assertThat(Sql.rows(connection, sql.formatted(60))).isNotEmpty();
            Map<String, Long> second = metrics(connection);
            assertThat(second.get("code_cache_misses")).isEqualTo(first.get("code_cache_misses"));
            assertThat(second.get("code_cache_hits")).isGreaterThan(first.get("code_cache_hits"));
            assertThat(second.keySet()).contains("code_cache_evictions", "code_compile_millis", "code_method_splits",
                    "plans_reused", "memory_bytes", "spilled_bytes", "spilled_files", "spill_space_bytes",
                    "plan_parts_not_compiled");
        }
    }

    @Test
    void reasonsAreCounted() throws Exception {
        try (Connection connection = PlanningEngine.shared().connect(Map.of())) {
            String counted = "SELECT sum(plans) FROM system.runtime.not_compiled"
                    + " WHERE node = 'TableFunctionProcessor' AND reason = 'the executor has no such operator'";
            Sql.rows(connection, "SELECT * FROM TABLE(sequence(start => 1, stop => 3))");
            long before = Long.parseLong(Sql.rows(connection, counted).getFirst());
            Sql.rows(connection, "SELECT * FROM TABLE(sequence(start => 1, stop => 4))");
            assertThat(Long.parseLong(Sql.rows(connection, counted).getFirst())).isEqualTo(before + 1);
        }
    }

    @Test
    void jmxHasThem() throws Exception {
        assertThat(PlanningEngine.shared().instance(MBeanExporter.class).getExportedObjects().keySet())
                .contains("io.blueshift.server:name=LoweringStats", "io.blueshift.server:name=CodeStats",
                        "io.blueshift.server:name=ExecutionStats", "io.blueshift.server:name=ReuseStats");
    }

    private static Map<String, Long> metrics(Connection connection) throws SQLException {
        Map<String, Long> metrics = new HashMap<>();
        for (String row : Sql.rows(connection, "SELECT name, value FROM system.runtime.compiled_execution")) {
            String[] parts = row.split(" \\| ");
            metrics.put(parts[0], Long.parseLong(parts[1]));
        }
        return metrics;
    }
}

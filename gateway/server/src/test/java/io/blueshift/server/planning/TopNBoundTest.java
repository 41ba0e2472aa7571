package io.blueshift.server.planning;

import io.blueshift.store.LocalStorePlugin;
import io.trino.spi.eventlistener.QueryInputMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What a TopN has found tells the local store which blocks it need not read. */
final class TopNBoundTest {
    private static final long ROWS = 60_175;

    private static final CompletedQueries COMPLETED = new CompletedQueries();
    private static PlanningEngine engine;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        engine = PlanningEngine.start(List.of(new LocalStorePlugin(directory)), List.of(COMPLETED));
        try (Connection connection = engine.connect(Map.of()); Statement statement = connection.createStatement()) {
            statement.execute("CREATE CATALOG local USING local");
            statement.execute("CREATE SCHEMA local.s");
            statement.execute("CREATE TABLE local.s.items WITH (sort_key = ARRAY['id']) AS SELECT "
                    + "orderkey * 8 + linenumber AS id, CAST(-orderkey AS integer) AS down, "
                    + "IF(orderkey % 5 = 0, NULL, shipdate) AS maybe, CAST(tax AS decimal(12, 2)) AS few, comment "
                    + "FROM tpch.tiny.lineitem");
        }
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "id DESC", "down", "down DESC", "maybe", "maybe DESC", "maybe NULLS FIRST",
            "maybe DESC NULLS FIRST", "few", "few DESC, id", "comment", "comment DESC, few"})
    void findsTheSameRowsAsTrino(String order) throws Exception {
        for (long limit : new long[]{1, 10, 15_000}) {
            String by = order.replaceAll(" (DESC|NULLS FIRST)", "");
            String sql = "SELECT " + by + " FROM local.s.items ORDER BY " + order + " LIMIT " + limit;
            assertThat(rows(sql, Map.of("task_concurrency", "2"))).as(sql)
                    .isEqualTo(rows(sql, Map.of("compiled_execution", "false")));
        }
    }

    @Test
    void conditionsAndJoinsAreBetween() throws Exception {
        String sql = "SELECT i.id, n.name FROM local.s.items i JOIN tpch.tiny.nation n ON i.id % 100 = n.nationkey "
                + "WHERE i.few > 0.02 ORDER BY i.down DESC, i.id LIMIT 7";
        assertThat(rows(sql, Map.of())).isEqualTo(rows(sql, Map.of("compiled_execution", "false")));
    }

    @Test
    void blocksBehindTheFirstRowsAreNotRead() throws Exception {
        assertThat(rowsRead("SELECT id, comment FROM local.s.items ORDER BY id LIMIT 3")).isLessThan(ROWS / 2);
        assertThat(rowsRead("SELECT id FROM local.s.items ORDER BY down DESC LIMIT 3")).isLessThan(ROWS / 2);
        // Of text no bound is told
        assertThat(rowsRead("SELECT comment FROM local.s.items ORDER BY comment LIMIT 3")).isEqualTo(ROWS);
    }

    private static List<String> rows(String sql, Map<String, String> session) throws Exception {
        try (Connection connection = engine.connect(session)) {
            assertThat(Sql.isCompiled(connection, sql)).isEqualTo(!session.containsKey("compiled_execution"));
            return Sql.rows(connection, sql);
        }
    }

    private static long rowsRead(String sql) throws Exception {
        rows(sql, Map.of("task_concurrency", "1"));
        QueryInputMetadata input = COMPLETED.await(sql).getIoMetadata().getInputs().getFirst();
        return input.getPhysicalInputRows().orElseThrow();
    }
}

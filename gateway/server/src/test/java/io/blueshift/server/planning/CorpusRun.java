package io.blueshift.server.planning;

import io.blueshift.server.planning.Corpus.Query;
import org.junit.jupiter.api.DynamicTest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs queries on Trino's operators and through the executor, wholly, and compares.
 *
 * @param catalog where the tables are
 * @param schema where the tables are
 * @param matrix session properties of the runs that are compared with Trino's operators
 */
record CorpusRun(CorpusEngine engine, String catalog, String schema, List<Map<String, String>> matrix) {
    /** Batches and threads as they come. */
    static final List<Map<String, String>> ONCE = List.of(Map.of("compiled_execution", "true"));

    static final List<Map<String, String>> FULL = List.of(
            Map.of("compiled_execution", "true"),
            Map.of("compiled_execution", "true", "compiled_batch_rows", "7"),
            Map.of("compiled_execution", "true", "task_concurrency", "1"),
            Map.of("compiled_execution", "true", "compiled_batch_rows", "7", "task_concurrency", "1"),
            Map.of("compiled_execution", "true", "compiled_operator_memory", "1"),
            Map.of("compiled_execution", "true", "compiled_sharing", "false"),
            // Like the first, with the plan that was made for it
            Map.of("compiled_execution", "true"));

    /** A test per query: it is compiled as a whole, and its rows are those of Trino's operators. */
    Stream<DynamicTest> tests(List<Query> queries) {
        return queries.stream().map(query -> DynamicTest.dynamicTest(query.name(), () -> test(query)));
    }

    private void test(Query query) throws SQLException {
        ResultRows expected;
        try (Connection trino = engine.connect(catalog, schema, Map.of("compiled_execution", "false"))) {
            expected = ResultRows.of(trino, query.sql());
        }
        QueryOrder order = QueryOrder.of(query.sql());
        for (Map<String, String> session : matrix) {
            Counters before = Counters.of(engine.lowering());
            try (Connection compiled = engine.connect(catalog, schema, session)) {
                ResultRows actual = ResultRows.of(compiled, query.sql());
                assertThat(expected.difference(actual, order)).as("%s %s", query.name(), session).isEmpty();
            }
            assertThat(Counters.of(engine.lowering()).whyNotWholly(before)).as("what stays with Trino's operators")
                    .isEmpty();
        }
    }

    /** How many plans, or parts of plans, went to the executor and to Trino. */
    private record Counters(long lowered, long notLowered, Map<String, Long> reasons) {
        static Counters of(LoweringStats stats) {
            return new Counters(stats.getLowered().getTotalCount(), stats.getNotLowered().getTotalCount(),
                    stats.getNotLoweredBecause());
        }

        Optional<String> whyNotWholly(Counters before) {
            if (lowered > before.lowered && notLowered == before.notLowered) {
                return Optional.empty();
            }
            return Optional.of(reasons.keySet().stream()
                    .filter(reason -> reasons.get(reason) > before.reasons.getOrDefault(reason, 0L))
                    .collect(Collectors.joining(", ")));
        }
    }
}

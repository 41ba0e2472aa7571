package io.blueshift.server.planning;

import io.blueshift.server.planning.Corpus.Query;
import org.junit.jupiter.api.DynamicTest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs queries on Trino's operators and through the executor, compares, and finds out which ran through it wholly.
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
            Map.of("compiled_execution", "true", "compiled_operator_memory", "1"));

    /** A test per query, then one that compares what was not compiled with the file of that name. */
    Stream<DynamicTest> tests(List<Query> queries, String notCompiledFile) {
        Map<String, String> notCompiled = new TreeMap<>();
        Stream<DynamicTest> differential = queries.stream()
                .map(query -> DynamicTest.dynamicTest(query.name(), () -> test(query, notCompiled)));
        DynamicTest coverage = DynamicTest.dynamicTest("compiled as the list says",
                () -> new NotCompiledList(notCompiledFile).check(notCompiled));
        return Stream.concat(differential, Stream.of(coverage));
    }

    private void test(Query query, Map<String, String> notCompiled) throws SQLException {
        Counters before = Counters.of(engine.lowering());
        String plan;
        try (Connection compiled = engine.connect(catalog, schema, matrix.getFirst())) {
            plan = Sql.explain(compiled, query.sql());
        }
        Counters.of(engine.lowering()).whyNotWholly(before)
                .ifPresent(reason -> notCompiled.put(query.name(), reason));
        // Nothing is to be learnt where all is left to Trino's operators
        if (plan.contains("compiled:")) {
            compareRows(query);
        }
    }

    private void compareRows(Query query) throws SQLException {
        ResultRows expected;
        try (Connection trino = engine.connect(catalog, schema, Map.of("compiled_execution", "false"))) {
            expected = ResultRows.of(trino, query.sql());
        }
        QueryOrder order = QueryOrder.of(query.sql());
        for (Map<String, String> session : matrix) {
            try (Connection compiled = engine.connect(catalog, schema, session)) {
                ResultRows actual = ResultRows.of(compiled, query.sql());
                assertThat(expected.difference(actual, order)).as("%s %s", query.name(), session).isEmpty();
            }
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

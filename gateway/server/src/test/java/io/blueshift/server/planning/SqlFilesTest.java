package io.blueshift.server.planning;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every file under {@code sql/}, over data that the engine generates or holds in memory, as flat blocks, dictionaries and
 * runs, and over local tables.
 */
final class SqlFilesTest {
    private static final List<Map<String, String>> COMPILED = List.of(Map.of("compiled_execution", "true"),
            Map.of("compiled_execution", "true", "compiled_batch_rows", "7", "task_concurrency", "1"));

    @TestFactory
    Stream<DynamicContainer> files() throws Exception {
        return SqlFileRun.tests("/sql", SqlFileRun.MATRIX, PlanningEngine.shared()::connect);
    }

    @TestFactory
    Stream<DynamicContainer> dictionaries() throws Exception {
        return SqlFileRun.tests("/sql", PlanningEngine.DICTIONARIES, COMPILED, PlanningEngine.shared()::connect);
    }

    @TestFactory
    Stream<DynamicContainer> runs() throws Exception {
        return SqlFileRun.tests("/sql", PlanningEngine.RUNS, COMPILED, PlanningEngine.shared()::connect);
    }

    @TestFactory
    Stream<DynamicContainer> localTables() throws Exception {
        return SqlFileRun.tests("/sql", PlanningEngine.LOCAL, COMPILED, PlanningEngine.shared()::connect);
    }
}

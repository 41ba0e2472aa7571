package io.blueshift.server.planning;

import io.trino.execution.QueryManager;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every file under {@code sql/}, over data that the engine generates or holds in memory, as flat blocks, dictionaries and
 * runs, and over local tables.
 */
final class SqlFilesTest {
    private static final List<Map<String, String>> COMPILED = List.of(Map.of("compiled_execution", "true"),
            Map.of("compiled_execution", "true", "compiled_batch_rows", "7", "task_concurrency", "1"));

    /** The engine that all classes of this JVM share. */
    private record Shared(PlanningEngine engine) implements SqlFileRun.Server {
        @Override
        public Connection connect(Map<String, String> session) throws SQLException {
            return engine.connect(session);
        }

        @Override
        public Optional<Boolean> ranCompiled(String queryId) {
            return Optional.of(RanCompiled.wholly(engine.instance(QueryManager.class), queryId));
        }
    }

    private static Stream<DynamicContainer> tests(Map<String, String> catalogs, List<Map<String, String>> matrix)
            throws Exception {
        return SqlFileRun.tests("/sql", catalogs, matrix, new Shared(PlanningEngine.shared()));
    }

    @TestFactory
    Stream<DynamicContainer> files() throws Exception {
        return tests(Map.of(), SqlFileRun.MATRIX);
    }

    @TestFactory
    Stream<DynamicContainer> dictionaries() throws Exception {
        return tests(PlanningEngine.DICTIONARIES, COMPILED);
    }

    @TestFactory
    Stream<DynamicContainer> runs() throws Exception {
        return tests(PlanningEngine.RUNS, COMPILED);
    }

    @TestFactory
    Stream<DynamicContainer> localTables() throws Exception {
        return tests(PlanningEngine.LOCAL, COMPILED);
    }
}

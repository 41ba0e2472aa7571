package io.blueshift.server.planning;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

/**
 * Every file under {@code sql/}, over data that the engine generates or holds in memory.
 */
final class SqlFilesTest {
    @TestFactory
    Stream<DynamicContainer> files() throws Exception {
        return SqlFileRun.tests("/sql", SqlFileRun.MATRIX, PlanningEngine.shared()::connect);
    }
}

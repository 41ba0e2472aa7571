package io.blueshift.server.planning;

import io.blueshift.server.planning.SqlFile.Case;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Runs every file under {@code sql/} in the matrix: on Trino's operators, and through the executor with batches of one
 * row, of seven, and as they come, on one thread and on several.
 */
final class SqlFilesTest {
    private static final List<Map<String, String>> MATRIX = List.of(
            Map.of("compiled_execution", "false"),
            Map.of("compiled_execution", "true"),
            Map.of("compiled_execution", "true", "task_concurrency", "1"),
            Map.of("compiled_execution", "true", "compiled_batch_rows", "1"),
            Map.of("compiled_execution", "true", "compiled_batch_rows", "7", "task_concurrency", "1"));

    @TestFactory
    Stream<DynamicContainer> files() throws Exception {
        PlanningEngine engine = PlanningEngine.shared();
        List<SqlFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(Path.of(getClass().getResource("/sql").toURI()))) {
            for (Path path : paths.sorted().toList()) {
                files.add(SqlFile.read(path));
            }
        }
        return files.stream().map(file -> DynamicContainer.dynamicContainer(file.name(), MATRIX.stream()
                .map(session -> DynamicTest.dynamicTest(session.toString(), () -> run(engine, file, session)))));
    }

    private static void run(PlanningEngine engine, SqlFile file, Map<String, String> session) throws SQLException {
        boolean compiled = session.get("compiled_execution").equals("true");
        try (Connection connection = engine.connect(session)) {
            for (Case test : file.cases()) {
                try {
                    run(connection, test, compiled);
                } catch (Throwable e) {
                    throw new AssertionError(file.name() + ":" + test.line() + " " + session + "\n" + test.sql() + "\n"
                            + e.getMessage(), e);
                }
            }
        }
    }

    private static void run(Connection connection, Case test, boolean compiled) throws SQLException {
        switch (test.kind()) {
            case STATEMENT -> {
                try (var statement = connection.createStatement()) {
                    statement.execute(test.sql());
                }
            }
            case QUERY -> {
                assertCompiled(connection, test, compiled);
                List<String> rows = Sql.rows(connection, test.sql());
                assertThat(test.unordered() ? rows.stream().sorted().toList() : rows)
                        .isEqualTo(test.unordered() ? test.expected().stream().sorted().toList() : test.expected());
            }
            case ERROR -> {
                assertCompiled(connection, test, compiled);
                assertThatThrownBy(() -> Sql.rows(connection, test.sql())).isInstanceOf(SQLException.class)
                        .message().containsPattern(test.pattern().orElseThrow());
            }
            case PLAN -> {
                if (compiled) {
                    checkPlan(Sql.explain(connection, test.sql()), test.expected());
                }
            }
        }
    }

    private static void assertCompiled(Connection connection, Case test, boolean compiled) throws SQLException {
        assertThat(Sql.isCompiled(connection, test.sql())).as("runs through the executor")
                .isEqualTo(compiled && !test.staysWithTrino());
    }

    private static void checkPlan(String plan, List<String> pieces) {
        for (String piece : pieces) {
            if (piece.startsWith("!")) {
                assertThat(plan).doesNotContain(piece.substring(1));
            } else {
                assertThat(plan).contains(piece);
            }
        }
    }
}

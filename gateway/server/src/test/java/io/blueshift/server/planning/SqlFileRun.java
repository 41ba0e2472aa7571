package io.blueshift.server.planning;

import io.blueshift.server.planning.SqlFile.Case;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Runs files of SQL cases with each session of a matrix. Each must give what the file expects, so all give the same.
 */
final class SqlFileRun {
    /** On Trino's operators, and through the executor with batches as they come and of one row. */
    static final List<Map<String, String>> SMALL_MATRIX = List.of(
            Map.of("compiled_execution", "false"),
            Map.of("compiled_execution", "true"),
            Map.of("compiled_execution", "true", "compiled_batch_rows", "1"));

    /** The same, and on one thread, and in batches of seven rows, and with operators that may hold next to nothing. */
    static final List<Map<String, String>> MATRIX = Stream.concat(SMALL_MATRIX.stream(), Stream.of(
            Map.of("compiled_execution", "true", "task_concurrency", "1"),
            Map.of("compiled_execution", "true", "compiled_batch_rows", "7", "task_concurrency", "1"),
            Map.of("compiled_execution", "true", "compiled_operator_memory", "1"),
            Map.of("compiled_execution", "true", "compiled_operator_memory", "1", "compiled_batch_rows", "7")))
            .toList();

    private SqlFileRun() {}

    /** Connections with session properties. */
    @FunctionalInterface
    interface Server {
        Connection connect(Map<String, String> session) throws SQLException;

        /** Whether the executor ran the whole query, if the server's inside can be asked. */
        default Optional<Boolean> ranCompiled(String queryId) {
            return Optional.empty();
        }
    }

    /** A test for each file directly below the directory of test resources and each row of the matrix. */
    static Stream<DynamicContainer> tests(String directory, List<Map<String, String>> matrix, Server server)
            throws IOException, URISyntaxException {
        return tests(directory, Map.of(), matrix, server);
    }

    /** The same over tables of other catalogs than those that the files name. */
    static Stream<DynamicContainer> tests(String directory, Map<String, String> catalogs,
            List<Map<String, String>> matrix, Server server) throws IOException, URISyntaxException {
        List<SqlFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(Path.of(SqlFileRun.class.getResource(directory).toURI()))) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                SqlFile file = SqlFile.read(path);
                files.add(catalogs.isEmpty() ? file : file.over(catalogs));
            }
        }
        return files.stream().map(file -> DynamicContainer.dynamicContainer(file.name(), matrix.stream()
                .map(session -> DynamicTest.dynamicTest(session.toString(), () -> run(server, file, session)))));
    }

    private static void run(Server server, SqlFile file, Map<String, String> session) throws SQLException {
        boolean compiled = session.get("compiled_execution").equals("true");
        try (Connection connection = server.connect(session)) {
            for (Case test : file.cases()) {
                try {
                    run(server, connection, test, compiled);
                } catch (Throwable e) {
                    throw new AssertionError(file.name() + ":" + test.line() + " " + session + "\n" + test.sql() + "\n"
                            + e.getMessage(), e);
                }
            }
        }
    }

    private static void run(Server server, Connection connection, Case test, boolean compiled) throws SQLException {
        switch (test.kind()) {
            case STATEMENT -> {
                try (var statement = connection.createStatement()) {
                    statement.execute(test.sql());
                }
            }
            case QUERY -> {
                AtomicReference<String> queryId = new AtomicReference<>();
                List<String> rows = Sql.rows(connection, test.sql(), queryId::set);
                Optional<Boolean> ran = server.ranCompiled(queryId.get());
                assertCompiled(test, compiled, ran.isPresent() ? ran.get() : Sql.isCompiled(connection, test.sql()));
                assertThat(test.unordered() ? rows.stream().sorted().toList() : rows)
                        .isEqualTo(test.unordered() ? test.expected().stream().sorted().toList() : test.expected());
            }
            case ERROR -> {
                assertCompiled(test, compiled, Sql.isCompiled(connection, test.sql()));
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

    private static void assertCompiled(Case test, boolean compiled, boolean actual) {
        assertThat(actual).as("runs through the executor").isEqualTo(compiled && !test.staysWithTrino());
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

package io.blueshift.server.planning;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every expression of the corpus gives the same rows, or the same error, through the executor and on Trino's operators:
 * as a projection over all rows, over each row alone if one of them fails, and as a filter if it is boolean.
 */
final class ExpressionsTest {
    private static final int ROWS = 5;

    private static PlanningEngine engine;
    private static Connection compiled;
    private static Connection trino;

    @BeforeAll
    static void start() throws Exception {
        engine = PlanningEngine.shared();
        compiled = engine.connect(Map.of("compiled_execution", "true"));
        trino = engine.connect(Map.of("compiled_execution", "false"));
        try (var statement = trino.createStatement()) {
            statement.execute(Files.readString(resource("types.sql")));
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        try (var statement = trino.createStatement()) {
            statement.execute("DROP TABLE memory.default.types");
        }
        compiled.close();
        trino.close();
    }

    @Test
    void sameRowsAndErrors() throws Exception {
        List<String> problems = new ArrayList<>();
        for (String line : corpus()) {
            String expression = line.replaceAll(" @trino$", "");
            String projection = "SELECT id, " + expression + " FROM memory.default.types";
            boolean fails = compare(projection, line, problems).error().isPresent();
            if (fails) {
                // One failing row hides what the others give
                for (int id = 1; id <= ROWS; id++) {
                    compare(projection + " WHERE id = " + id, line, problems);
                }
            }
            if (isBoolean(projection)) {
                compare("SELECT id FROM memory.default.types WHERE " + expression, line, problems);
            }
        }
        assertThat(problems).isEmpty();
    }

    private static Sql.Outcome compare(String sql, String line, List<String> problems) {
        Sql.Outcome expected = Sql.outcome(trino, sql);
        long before = lowered();
        Sql.Outcome actual = Sql.outcome(compiled, sql);
        boolean wasCompiled = lowered() > before;
        if (!expected.equals(actual)) {
            problems.add("%n%s%n  trino:    %s%n  compiled: %s".formatted(sql, expected, actual));
        }
        // A filter that Trino finds never true leaves no plan to compile
        boolean folded = sql.contains(" WHERE ") && !wasCompiled;
        if (!folded && wasCompiled == line.endsWith("@trino")) {
            problems.add("%n%s%n  %s".formatted(sql, wasCompiled ? "was compiled" : "was not compiled"));
        }
        return expected;
    }

    private static long lowered() {
        return engine.instance(LoweringStats.class).getLowered().getTotalCount();
    }

    private static boolean isBoolean(String projection) throws SQLException {
        try (var statement = trino.prepareStatement(projection)) {
            return statement.getMetaData().getColumnType(2) == Types.BOOLEAN;
        }
    }

    private static List<String> corpus() throws IOException, URISyntaxException {
        return Files.readAllLines(resource("corpus.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(ExpressionsTest.class.getResource("/expressions/" + name).toURI());
    }
}

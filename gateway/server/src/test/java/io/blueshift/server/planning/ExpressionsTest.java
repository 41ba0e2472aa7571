package io.blueshift.server.planning;

import com.google.common.collect.Lists;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every expression of the corpus gives the same rows, or the same error, through the executor and on Trino's operators:
 * as a projection over all rows, over each row alone if one of them fails, and as a filter if it is boolean.
 */
final class ExpressionsTest {
    private static final int ROWS = 5;
    /** Expressions in a query where nothing is to be learnt of each alone. */
    private static final int TOGETHER = 12;
    private static final String FROM = " FROM memory.default.types";

    private static final List<Variant> VARIANTS = List.of(new Variant("memory", Map.of("compiled_batch_rows", "1")),
            new Variant("memory", Map.of("compiled_batch_rows", "7", "task_concurrency", "1")),
            new Variant(PlanningEngine.DICTIONARIES.get("memory"), Map.of()),
            new Variant(PlanningEngine.RUNS.get("memory"), Map.of()),
            new Variant(PlanningEngine.LOCAL.get("memory"), Map.of()));

    /** Where the table is, and how it is read. */
    private record Variant(String catalog, Map<String, String> session) {}

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
        Set<String> booleans = booleans();
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
            if (booleans.contains(line)) {
                compare("SELECT id FROM memory.default.types WHERE " + expression, line, problems);
            }
        }
        assertThat(problems).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> sameFromOtherSourcesAndInOtherBatches() throws Exception {
        List<String> corpus = corpus();
        Map<String, Sql.Outcome> expected = new LinkedHashMap<>();
        for (int from = 0; from < corpus.size(); from += TOGETHER) {
            List<String> lines = corpus.subList(from, Math.min(corpus.size(), from + TOGETHER));
            String all = projection(lines);
            Sql.Outcome outcome = Sql.outcome(trino, all);
            if (outcome.error().isEmpty()) {
                expected.put(all, outcome);
            } else {
                // An error hides what the others give
                lines.forEach(
                        line -> expected.put(projection(List.of(line)), Sql.outcome(trino, projection(List.of(line)))));
            }
        }
        return VARIANTS.stream()
                .map(variant -> DynamicTest.dynamicTest(variant.toString(), () -> check(variant, expected)));
    }

    private static String projection(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll(" @trino$", ""))
                .collect(Collectors.joining(", ", "SELECT id, ", FROM));
    }

    private static void check(Variant variant, Map<String, Sql.Outcome> expected) throws SQLException {
        Map<String, String> session = new HashMap<>(variant.session);
        session.put("compiled_execution", "true");
        String table = variant.catalog + ".default.types";
        List<String> problems = new ArrayList<>();
        try (Connection connection = engine.connect(session); var statement = connection.createStatement()) {
            if (!variant.catalog.equals("memory")) {
                statement.execute("CREATE TABLE " + table + " AS SELECT * FROM memory.default.types");
            }
            expected.forEach((sql, outcome) -> {
                Sql.Outcome actual = Sql.outcome(connection, sql.replace("memory.default.types", table));
                if (!outcome.equals(actual)) {
                    problems.add("%n%s%n  trino:    %s%n  compiled: %s".formatted(sql, outcome, actual));
                }
            });
            if (!variant.catalog.equals("memory")) {
                statement.execute("DROP TABLE " + table);
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

    /** The lines whose expressions are conditions. */
    private static Set<String> booleans() throws Exception {
        Set<String> booleans = new HashSet<>();
        for (List<String> lines : Lists.partition(corpus(), TOGETHER)) {
            try (var statement = trino.prepareStatement(projection(lines))) {
                for (int i = 0; i < lines.size(); i++) {
                    if (statement.getMetaData().getColumnType(i + 2) == Types.BOOLEAN) {
                        booleans.add(lines.get(i));
                    }
                }
            }
        }
        return booleans;
    }

    private static List<String> corpus() throws IOException, URISyntaxException {
        return Files.readAllLines(resource("corpus.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(ExpressionsTest.class.getResource("/expressions/" + name).toURI());
    }
}

package io.blueshift.server.planning;

import io.trino.jdbc.TrinoResultSet;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With {@code compiled_dump} a query leaves its plan, its pipelines and its code in files, without it nothing.
 */
final class PlanDumpsTest {
    private static final String SQL = "SELECT name FROM tpch.tiny.nation WHERE nationkey * 3 + regionkey < 11";

    @Test
    void writesPlansAndCode() throws Exception {
        Path directory = PlanningEngine.dumps().resolve(run(Map.of("compiled_dump", "true")));
        List<Path> plans = list(directory);
        assertThat(plans).hasSize(1);
        Path plan = plans.getFirst();
        assertThat(plan.resolve("trino.txt")).content().contains("ScanFilter", "nation");
        assertThat(plan.resolve("ir.txt")).content().contains("Filter ", "  Scan tpch:tiny:nation");
        assertThat(plan.resolve("pipelines.txt")).content().contains("Pipeline 1", "=> output");
        List<Path> code = list(plan.resolve("code"));
        assertThat(code).filteredOn(file -> file.toString().endsWith(".txt")).hasSize(1).first()
                .satisfies(file -> assertThat(file).content().startsWith("// <(").contains("parameter0"));
        try (Stream<Path> files = Files.walk(plan.resolve("code"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".class"))).hasSize(1).first()
                    .satisfies(file -> assertThat(Files.readAllBytes(file)).startsWith(0xCA, 0xFE, 0xBA, 0xBE));
        }
    }

    @Test
    void writesNothingUnlessAsked() throws Exception {
        assertThat(PlanningEngine.dumps().resolve(run(Map.of()))).doesNotExist();
    }

    /** Runs the query and tells its id. */
    private static String run(Map<String, String> session) throws Exception {
        try (Connection connection = PlanningEngine.shared().connect(session);
                Statement statement = connection.createStatement();
                TrinoResultSet rows = statement.executeQuery(SQL).unwrap(TrinoResultSet.class)) {
            assertThat(rows.next()).isTrue();
            while (rows.next()) {
                // To its end, as clients read
            }
            return rows.getQueryId();
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}

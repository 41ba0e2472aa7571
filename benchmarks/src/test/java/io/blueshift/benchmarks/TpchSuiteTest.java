package io.blueshift.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TpchSuiteTest {
    /** The suite compares every answer with DuckDB's; here, that it measures what it says. */
    @Test
    void everyQueryIsMeasuredBesideItsPeers(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("figures.jsonl");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Bench.run(List.of("tpch", "--scale", "0.01", "--runs", "1", "--json", json.toString()),
                Suites.all(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(exit).isZero();
        List<String> expected = new ArrayList<>();
        for (int query = 1; query <= 23; query++) {
            String name = query <= 22 ? "q%02d".formatted(query) : "geomean";
            for (String figure : List.of("warm_median duckdb", "warm_median trino", "end_to_end duckdb",
                    "end_to_end trino", "planning alone", "first_run tenth_run")) {
                expected.add(name + " " + figure);
            }
        }
        List<String> figures = new ArrayList<>();
        for (String line : Files.readAllLines(json)) {
            JsonNode figure = new ObjectMapper().readTree(line);
            assertThat(figure.get("suite").asText()).isEqualTo("tpch");
            figures.add("%s %s %s".formatted(figure.get("case").asText(), figure.get("metric").asText(),
                    figure.path("peer").asText("alone")));
        }
        assertThat(figures).containsExactlyInAnyOrderElementsOf(expected);
    }
}

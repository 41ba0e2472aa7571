package io.blueshift.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blueshift.benchmarks.mixed.StockTrinoFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MixedSuiteTest {
    /** The suite compares every answer with DuckDB's; here, that it measures what it says. Its peer is too large for a test. */
    @Test
    void queriesOverThreeSourcesAreMeasured(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("figures.jsonl");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Bench.run(
                List.of("mixed", "--scale", "0.01", "--runs", "1", "--peers", "none", "--queries", "5,9,18,20",
                        "--json", json.toString()),
                Suites.all(), new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8));
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(exit).isZero();
        List<String> expected = new ArrayList<>();
        for (String name : List.of("q05", "q09", "q18", "q20", "geomean")) {
            expected.addAll(List.of(name + " end_to_end", name + " planning"));
        }
        List<String> figures = new ArrayList<>();
        for (String line : Files.readAllLines(json)) {
            JsonNode figure = new ObjectMapper().readTree(line);
            figures.add(figure.get("case").asText() + " " + figure.get("metric").asText());
        }
        assertThat(figures).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aPeerThatIsNotThereIsNamed(@TempDir Path directory) {
        Path missing = directory.resolve("trino-server.tar.gz");
        assertThatThrownBy(() -> StockTrinoFiles.find(Optional.of(missing), directory,
                new BenchReport(System.out, Optional.empty()))).isInstanceOf(IOException.class)
                .hasMessage("No file or directory " + missing);
    }
}

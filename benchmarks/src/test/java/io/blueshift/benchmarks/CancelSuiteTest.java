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

class CancelSuiteTest {
    /** That every cancelled query ends, the suite sees to; how soon depends on the machine. */
    @Test
    void cancelledQueriesAreMeasuredUntilTheirEnd(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("figures.jsonl");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Bench.run(
                List.of("cancel", "--scale", "0.01", "--runs", "2", "--queries", "cross_join,join_many_pairs", "--json",
                        json.toString()),
                Suites.all(), new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8));
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(exit).isZero();
        List<String> figures = new ArrayList<>();
        for (String line : Files.readAllLines(json)) {
            JsonNode figure = new ObjectMapper().readTree(line);
            assertThat(figure.get("suite").asText()).isEqualTo("cancel");
            assertThat(figure.get("value").asDouble()).isPositive();
            figures.add(figure.get("case").asText() + " " + figure.get("metric").asText());
        }
        assertThat(figures).containsExactly("join_many_pairs median", "join_many_pairs max", "cross_join median",
                "cross_join max", "all max");
    }
}

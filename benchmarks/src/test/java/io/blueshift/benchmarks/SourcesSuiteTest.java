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

class SourcesSuiteTest {
    /** The suite counts the rows of every read; here, that it measures what it says. */
    @Test
    void everyWayIsMeasuredBesideItsDriver(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("figures.jsonl");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Bench.run(List.of("sources", "--scale", "0.002", "--runs", "1", "--json", json.toString()),
                Suites.all(), new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8));
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(exit).isZero();
        List<String> figures = new ArrayList<>();
        for (String line : Files.readAllLines(json)) {
            JsonNode figure = new ObjectMapper().readTree(line);
            String name = figure.get("metric").asText().equals("reader_cpu_per_row") ? "CPU of " : "";
            String peer = figure.path("peer").asText();
            figures.add(name + figure.get("case").asText() + (peer.isEmpty() ? "" : " beside " + peer));
        }
        List<String> reads = List.of("copy_bytes beside pgjdbc", "catalog_result_set beside pgjdbc",
                "catalog_copy beside pgjdbc", "catalog_copy_2 beside pgjdbc", "catalog_copy_4 beside pgjdbc",
                "mysql_result_set beside connector_j", "mysql_rows beside connector_j",
                "mysql_rows_2 beside connector_j", "mysql_rows_4 beside connector_j");
        List<String> expected = new ArrayList<>(reads);
        reads.forEach(read -> expected.add("CPU of " + read));
        expected.addAll(List.of("postgresql_limit beside driver", "postgresql_count beside driver",
                "postgresql_five_groups beside driver", "postgresql_key beside driver",
                "postgresql_join_1000_keys beside driver", "postgresql_join_1000_keys", "mysql_limit beside driver",
                "mysql_count beside driver", "mysql_five_groups beside driver", "mysql_key beside driver",
                "mysql_join_1000_keys beside driver", "mysql_join_1000_keys"));
        assertThat(figures).containsExactlyInAnyOrderElementsOf(expected);
    }
}

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

class StoreSuiteTest {
    /** The suite checks every answer against DuckDB's; here, that it measures what it says. */
    @Test
    void everyCaseIsMeasuredBesideItsPeers(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("figures.jsonl");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Bench.run(List.of("store", "--scale", "0.01", "--runs", "1", "--json", json.toString()),
                Suites.all(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(exit).isZero();
        List<String> figures = new ArrayList<>();
        for (String line : Files.readAllLines(json)) {
            JsonNode figure = new ObjectMapper().readTree(line);
            assertThat(figure.get("suite").asText()).isEqualTo("store");
            assertThat(figure.has("ratio")).as(line).isEqualTo(figure.has("peer"));
            figures.add("%s %s %s".formatted(figure.get("case").asText(), figure.get("metric").asText(),
                    figure.path("peer").asText("alone")));
        }
        assertThat(figures).doesNotHaveDuplicates().contains("size_lineitem on_disk duckdb", "size_all on_disk duckdb",
                "size_all on_disk parquet-zstd", "load median duckdb", "load rows_per_s alone",
                "sum_bigint median duckdb", "sum_decimal median duckdb", "sum_eight median duckdb",
                "sum_eight decoded_per_core alone", "count_1_percent median duckdb",
                "sum_sort_key_10_percent median duckdb", "lookup median duckdb", "lookup blocks_read_max alone",
                "inserts per_statement duckdb", "inserts statements_per_s alone", "inserts files_later alone");
    }
}

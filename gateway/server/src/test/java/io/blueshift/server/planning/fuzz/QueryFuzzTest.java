package io.blueshift.server.planning.fuzz;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random queries give the same rows, or fail alike, through the executor and on Trino's operators, and on DuckDB. Without
 * properties a short run that is the same each time; {@code ./blueshift fuzz} sets {@code blueshift.fuzz.seconds},
 * {@code blueshift.fuzz.seed} and {@code blueshift.fuzz.query}.
 */
final class QueryFuzzTest {
    private static final int QUERIES = 150;

    @Test
    void sameRowsAndErrors(@TempDir Path directory) throws Exception {
        long seed = Long.getLong("blueshift.fuzz.seed", 1);
        int query = Integer.getInteger("blueshift.fuzz.query", -1);
        int seconds = Integer.getInteger("blueshift.fuzz.seconds", 0);
        try (FuzzEngine engine = new FuzzEngine(directory.resolve("local"))) {
            FuzzRun run = new FuzzRun(engine, System.out::println);
            FuzzRun.Report report = query >= 0
                    ? run.run(seed, IntStream.of(query))
                    : seconds > 0
                            ? run.run(seed, Duration.ofSeconds(seconds))
                            : run.run(seed, IntStream.range(0, QUERIES));
            assertThat(report.finds()).as("%s", report.counts()).isEmpty();
            if (query < 0) {
                // What fails says little, nor what is left to Trino's operators
                assertThat(report.counted("failed")).as("%s", report.counts())
                        .isLessThan(report.counted("queries") / 5);
                assertThat(report.counted("compiled")).isGreaterThan(report.counted("queries") / 2);
                assertThat(report.counted("DuckDB compared")).isPositive();
            }
        }
    }
}

package io.blueshift.benchmarks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class BenchTest {
    /** One figure, then whatever the test wants to happen. */
    private record OneFigure(Runnable afterwards) implements Suite {
        @Override
        public String name() {
            return "one";
        }

        @Override
        public String summary() {
            return "one figure";
        }

        @Override
        public void run(BenchOptions options, BenchReport report) {
            report.add(Measurement.of("one", "case", "p50", options.scale().orElse(1), "ms").against("peer", 4));
            afterwards.run();
        }
    }

    private record Outcome(int exit, String out, String err) {}

    @Test
    void printsTheTableAndAppendsTheLines(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("figures.jsonl");
        Outcome outcome = bench(() -> {}, "one", "--scale", "2", "--json", json.toString());
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains("2.00 ms", "4.00 ms", "0.50");
        assertThat(Files.readAllLines(json)).singleElement().asString().contains("\"ratio\":0.5");
    }

    @Test
    void aWrongResultFailsButKeepsWhatWasMeasured() {
        Outcome outcome = bench(() -> {
            throw new WrongResultException("SELECT 1", 1, 2);
        }, "one");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).contains("1.00 ms");
        assertThat(outcome.err()).contains("Wrong result: SELECT 1: expected 1, got 2");
    }

    @Test
    void anUnknownSuiteListsTheKnownOnes() {
        Outcome outcome = bench(() -> {}, "tpch9");
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("No suite is called tpch9", "one        one figure");
    }

    @Test
    void usageErrorsNameTheArgument() {
        assertThat(bench(() -> {}, "one", "--scale", "zero").err()).contains("--scale wants a number above 0, not zero",
                "Usage:");
        assertThat(bench(() -> {}, "one", "--json").err()).contains("--json wants a value");
        assertThat(bench(() -> {}, "one", "two").err()).contains("Unexpected argument: two");
        assertThat(bench(() -> {}, "--scale", "1").err()).contains("Which suite?");
        assertThat(bench(() -> {}).exit()).isEqualTo(2);
    }

    @Test
    void everySuiteHasItsOwnName() {
        assertThat(Suites.all()).extracting(Suite::name).doesNotHaveDuplicates().contains("server");
    }

    private static Outcome bench(Runnable afterwards, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Bench.run(List.of(arguments), List.of(new OneFigure(afterwards)), new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return new Outcome(exit, out.toString(UTF_8), err.toString(UTF_8));
    }
}

package io.blueshift.benchmarks;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ServerSuiteTest {
    @Test
    void theReadyLineNamesTheAddress() {
        assertThat(ServerProcess.readyAddress(
                "Blueshift is ready at http://127.0.0.1:38123, catalogs: local, tpch (started in 4.2 s)"))
                .contains(URI.create("http://127.0.0.1:38123"));
        assertThat(ServerProcess.readyAddress("Building Blueshift.")).isEmpty();
    }

    /** Starts the real thing, which may build first. */
    @Test
    @Tag("slow")
    void everyCaseIsMeasured() throws Exception {
        BenchReport report = new BenchReport(new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                Optional.empty());
        new ServerSuite()
                .run(new BenchOptions("server", OptionalDouble.empty(), Optional.empty(), OptionalInt.of(1), Map.of(),
                        launcher()), report);
        assertThat(report.measurements()).extracting(Measurement::benchmark)
                .isEqualTo(List.of("start", "idle_rss", "trivial_query", "trivial_query"));
    }

    private static Path launcher() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("blueshift"))) {
            directory = directory.getParent();
        }
        return directory.resolve("blueshift");
    }
}

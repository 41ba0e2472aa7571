package io.blueshift.benchmarks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MeasurementTest {
    private static final Measurement ALONE = Measurement.of("server", "start", "time_to_ready", 4312.3456, "ms");
    private static final Measurement BESIDE_A_PEER = Measurement.of("tpch", "q1", "median", 12.5, "ms")
            .against("duckdb", 50);

    @Test
    void aFigureWithoutPeerHasNoPeerFields() {
        assertThat(MeasurementJson.line(ALONE)).isEqualTo(
                "{\"suite\":\"server\",\"case\":\"start\",\"metric\":\"time_to_ready\",\"value\":4312.35,\"unit\":\"ms\"}");
    }

    @Test
    void theRatioIsOursOverThePeers() {
        assertThat(BESIDE_A_PEER.ratio()).hasValue(0.25);
        assertThat(MeasurementJson.line(BESIDE_A_PEER)).isEqualTo(
                "{\"suite\":\"tpch\",\"case\":\"q1\",\"metric\":\"median\",\"value\":12.5,\"unit\":\"ms\","
                        + "\"peer\":\"duckdb\",\"peer_value\":50,\"ratio\":0.25}");
    }

    @Test
    void noRatioToNothing() {
        Measurement measurement = Measurement.of("s", "c", "m", 1, "ms").against("idle", 0);
        assertThat(measurement.ratio()).isEmpty();
        assertThat(MeasurementJson.line(measurement)).contains("\"peer_value\":0").doesNotContain("ratio");
    }

    @Test
    void largeFiguresAreWrittenInFull() {
        assertThat(MeasurementJson.line(Measurement.of("s", "c", "m", 12_345_678, "ms")))
                .contains("\"value\":12345700,");
    }

    @Test
    void linesAreAppended(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("new/results.jsonl");
        MeasurementJson.append(file, ALONE);
        MeasurementJson.append(file, BESIDE_A_PEER);
        assertThat(Files.readAllLines(file))
                .containsExactly(MeasurementJson.line(ALONE), MeasurementJson.line(BESIDE_A_PEER));
    }

    @Test
    void theTableSaysWhatWasPromised() {
        List<String> lines = MeasurementTable
                .lines(List.of(ALONE.withTarget(5000), ALONE.withTarget(4000), BESIDE_A_PEER));
        assertThat(lines).hasSize(5);
        assertThat(lines.get(2)).contains("4312 ms").endsWith("5000 ms, met");
        assertThat(lines.get(3)).endsWith("4000 ms, MISSED");
        assertThat(lines.get(4)).contains("12.5 ms", "duckdb", "50.0 ms").endsWith("0.25");
    }

    @Test
    void nonsenseIsNoMeasurement() {
        assertThatThrownBy(() -> Measurement.of("s", "c", "m", Double.NaN, "ms"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Measurement.of("s", "c", "m", -1, "ms")).isInstanceOf(IllegalArgumentException.class);
    }
}

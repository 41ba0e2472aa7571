package io.blueshift.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

/**
 * The machine-readable form of a measurement: one JSON object per line with the keys suite, case, metric, value, unit
 * and, where there is a peer, peer, peer_value, ratio. Figures carry six significant digits.
 */
public final class MeasurementJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private MeasurementJson() {}

    /** The line for one measurement, without line end. */
    public static String line(Measurement measurement) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("suite", measurement.suite());
        fields.put("case", measurement.benchmark());
        fields.put("metric", measurement.metric());
        fields.put("value", number(measurement.value()));
        fields.put("unit", measurement.unit());
        measurement.peer().ifPresent(peer -> {
            fields.put("peer", peer.name());
            fields.put("peer_value", number(peer.value()));
        });
        measurement.ratio().ifPresent(ratio -> fields.put("ratio", number(ratio)));
        try {
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the measurement's line to the end of a file, which is made where it is missing. */
    public static void append(Path file, Measurement measurement) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, line(measurement) + "\n", CREATE, APPEND);
    }

    private static Number number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
        // 4300 rather than 4.3E+3
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}

package io.blueshift.benchmarks;

import io.blueshift.demo.TextTable;

import java.util.List;
import java.util.Locale;

/** The readable form of measurements: a table with one line per figure, our figure beside the peer's, and the ratio. */
final class MeasurementTable {
    private static final List<String> HEADINGS = List.of("suite", "case", "metric", "value", "peer", "peer value",
            "ratio", "target");

    private MeasurementTable() {}

    static List<String> lines(List<Measurement> measurements) {
        return TextTable.render(HEADINGS, measurements.stream().map(MeasurementTable::row).toList());
    }

    private static List<String> row(Measurement measurement) {
        return List.of(
                measurement.suite(),
                measurement.benchmark(),
                measurement.metric(),
                figure(measurement.value(), measurement.unit()),
                measurement.peer().map(Measurement.Peer::name).orElse(""),
                measurement.peer().map(peer -> figure(peer.value(), measurement.unit())).orElse(""),
                measurement.ratio().isPresent() ? format(measurement.ratio().getAsDouble()) : "",
                target(measurement));
    }

    private static String target(Measurement measurement) {
        if (measurement.target().isEmpty()) {
            return "";
        }
        String promise = figure(measurement.target().getAsDouble(), measurement.unit());
        return "%s, %s".formatted(promise, measurement.withinTarget() ? "met" : "MISSED");
    }

    private static String figure(double value, String unit) {
        return format(value) + " " + unit;
    }

    /** Three significant digits below 100, none after the point from there on. */
    static String format(double value) {
        String pattern = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }
}

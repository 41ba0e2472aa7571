package io.blueshift.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects a run's figures, writes each to the JSON file at once, and prints the table at the end. One thread. */
public final class BenchReport {
    private final PrintStream out;
    private final Optional<Path> json;
    private final List<Measurement> measurements = new ArrayList<>();

    public BenchReport(PrintStream out, Optional<Path> json) {
        this.out = out;
        this.json = json;
    }

    /** Says what is being done now. */
    public void progress(String what) {
        out.println("  " + what);
        out.flush();
    }

    /** Keeps one figure. */
    public void add(Measurement measurement) {
        measurements.add(measurement);
        json.ifPresent(file -> {
            try {
                MeasurementJson.append(file, measurement);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + file, e);
            }
        });
    }

    public List<Measurement> measurements() {
        return List.copyOf(measurements);
    }

    /** Prints what was measured so far as a table. */
    public void print() {
        out.println();
        MeasurementTable.lines(measurements).forEach(out::println);
        json.ifPresent(file -> out.println("Appended to " + file));
        out.flush();
    }
}

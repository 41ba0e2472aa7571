package io.blueshift.benchmarks.sources;

import io.blueshift.benchmarks.BenchReport;
import io.blueshift.benchmarks.Measurement;
import io.blueshift.benchmarks.Samples;
import io.blueshift.benchmarks.WrongResultException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Ways to read the same rows: each takes its turn in each round, in one JVM, after two rounds of warming up. */
final class ReadRounds {
    static final String SUITE = "sources";

    private static final int WARM_UP = 2;

    private ReadRounds() {}

    /**
     * Measures and reports milliseconds and rows per second.
     *
     * @param ways that return the number of rows they have read, by their names
     * @param peer the one that the others are measured against
     */
    static void run(Map<String, Callable<Long>> ways, String peer, long rows, int runs, BenchReport report)
            throws Exception {
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP + runs; round++) {
            round(ways, rows, round < WARM_UP ? new LinkedHashMap<>() : millis);
        }
        double driver = median(millis.get(peer));
        millis.forEach((way, samples) -> {
            report.progress("%s: %.0f ms, %.0f rows/s".formatted(way, median(samples),
                    rows / median(samples) * 1_000));
            if (!way.equals(peer)) {
                report.add(Measurement.of(SUITE, way, "read_lineitem", median(samples), "ms").against(peer, driver));
            }
        });
    }

    private static void round(Map<String, Callable<Long>> ways, long rows, Map<String, List<Double>> millis)
            throws Exception {
        for (Map.Entry<String, Callable<Long>> way : ways.entrySet()) {
            long begin = System.nanoTime();
            long read = way.getValue().call();
            millis.computeIfAbsent(way.getKey(), _ -> new ArrayList<>()).add((System.nanoTime() - begin) / 1e6);
            if (read != rows) {
                throw new WrongResultException("rows read by " + way.getKey(), rows, read);
            }
        }
    }

    static double median(List<Double> samples) {
        return Samples.of(samples.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }
}

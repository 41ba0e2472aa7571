package io.blueshift.benchmarks.sources;

import com.sun.management.OperatingSystemMXBean;
import io.blueshift.benchmarks.BenchReport;
import io.blueshift.benchmarks.Measurement;
import io.blueshift.benchmarks.Samples;
import io.blueshift.benchmarks.WrongResultException;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Ways to read the same rows: each takes its turn in each round, in one JVM, after two rounds of warming up. The databases
 * are other processes, so the JVM's CPU time is what a way costs on the reader's side; it tells more than the time where
 * both share too few processors.
 */
final class ReadRounds {
    static final String SUITE = "sources";

    private static final int WARM_UP = 2;
    private static final OperatingSystemMXBean PROCESS = ManagementFactory
            .getPlatformMXBean(OperatingSystemMXBean.class);

    private ReadRounds() {}

    /** What a way has taken, round by round. */
    private record Taken(List<Double> millis, List<Double> cpuMillis) {
        Taken() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        /** CPU time of the reader for each of so many rows. */
        double cpuNanos(long rows) {
            return median(cpuMillis) * 1e6 / rows;
        }
    }

    /**
     * Measures and reports milliseconds, and nanoseconds of the reader's CPU per row.
     *
     * @param ways that return the number of rows they have read, by their names
     * @param peer the one that the others are measured against
     */
    static void run(Map<String, Callable<Long>> ways, String peer, long rows, int runs, BenchReport report)
            throws Exception {
        Map<String, Taken> taken = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP + runs; round++) {
            round(ways, rows, round < WARM_UP ? new LinkedHashMap<>() : taken);
        }
        Taken driver = taken.get(peer);
        taken.forEach((way, ours) -> {
            double millis = median(ours.millis());
            report.progress("%s: %.0f ms, %.0f rows/s, %.0f ns of CPU per row".formatted(way, millis,
                    rows / millis * 1_000, ours.cpuNanos(rows)));
            if (!way.equals(peer)) {
                report.add(Measurement.of(SUITE, way, "read_lineitem", millis, "ms").against(peer,
                        median(driver.millis())));
                report.add(Measurement.of(SUITE, way, "reader_cpu_per_row", ours.cpuNanos(rows), "ns").against(peer,
                        driver.cpuNanos(rows)));
            }
        });
    }

    private static void round(Map<String, Callable<Long>> ways, long rows, Map<String, Taken> taken) throws Exception {
        for (Map.Entry<String, Callable<Long>> way : ways.entrySet()) {
            Taken ours = taken.computeIfAbsent(way.getKey(), _ -> new Taken());
            long cpu = PROCESS.getProcessCpuTime();
            long begin = System.nanoTime();
            long read = way.getValue().call();
            ours.millis().add((System.nanoTime() - begin) / 1e6);
            ours.cpuMillis().add((PROCESS.getProcessCpuTime() - cpu) / 1e6);
            if (read != rows) {
                throw new WrongResultException("rows read by " + way.getKey(), rows, read);
            }
        }
    }

    static double median(List<Double> samples) {
        return Samples.of(samples.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }
}

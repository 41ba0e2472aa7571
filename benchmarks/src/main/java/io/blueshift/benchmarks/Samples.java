package io.blueshift.benchmarks;

import java.util.Arrays;

/** Order statistics over repeated measurements of one thing. Immutable. */
public final class Samples {
    private static final double LEAST = 1e-3;

    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    public static Samples of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("No samples");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    /** The middle value, or the mean of the two in the middle. */
    public double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The smallest sample that is not exceeded by the given share of them, {@code 0 < share <= 1} (nearest rank). */
    public double percentile(double share) {
        if (share <= 0 || share > 1) {
            throw new IllegalArgumentException("Not a share: " + share);
        }
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /** The geometric mean of times. */
    public double geomean() {
        // A time below the clock's resolution would make the whole mean zero
        return Math.exp(Arrays.stream(sorted).map(value -> Math.log(Math.max(value, LEAST))).average().orElseThrow());
    }

    public int size() {
        return sorted.length;
    }
}

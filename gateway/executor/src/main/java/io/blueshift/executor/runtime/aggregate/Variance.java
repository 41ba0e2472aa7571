package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Type;

import java.util.Arrays;

import static java.util.Objects.requireNonNull;

/**
 * Variance and standard deviation of BIGINT and DOUBLE, from running means and sums of squared differences (Welford: "Note
 * on a method for calculating corrected sums of squares and products", Technometrics 4(3), 1962), which are merged as
 * Trino merges them.
 */
final class Variance extends OneArgument {
    private final Of of;
    private final boolean bigint;
    private long[] counts = {};
    private double[] means = {};
    private double[] squares = {};

    /** What the result is. */
    enum Of {
        SAMPLE(1, false), POPULATION(0, false), SAMPLE_DEVIATION(1, true), POPULATION_DEVIATION(0, true);

        /** By which the divisor is less than the number of rows. */
        private final int correction;
        private final boolean root;

        Of(int correction, boolean root) {
            this.correction = correction;
            this.root = root;
        }
    }

    Variance(Of of, Type argumentType) {
        this.of = requireNonNull(of, "of is null");
        this.bigint = argumentType instanceof BigintType;
    }

    /** Whether there are values of a type to take the variance of. */
    static boolean exists(Type type) {
        return type instanceof BigintType || type instanceof DoubleType;
    }

    @Override
    public void grow(int groups) {
        if (counts.length < groups) {
            int length = newLength(counts.length, groups);
            counts = Arrays.copyOf(counts, length);
            means = Arrays.copyOf(means, length);
            squares = Arrays.copyOf(squares, length);
        }
    }

    @Override
    void addValues(Vector argument, int[] rows, int count, int[] groups) {
        long[] values = argument.longs();
        for (int i = 0; i < count; i++) {
            add(groups[i], values[rows[i]]);
        }
    }

    @Override
    void addValuesToOne(int group, Vector argument, int[] rows, int from, int to) {
        long[] values = argument.longs();
        for (int i = from; i < to; i++) {
            add(group, values[rows[i]]);
        }
    }

    private void add(int group, long bits) {
        double value = bigint ? bits : Double.longBitsToDouble(bits);
        long count = ++counts[group];
        double delta = value - means[group];
        double mean = means[group] + delta / count;
        means[group] = mean;
        squares[group] += delta * (value - mean);
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        Variance other = (Variance) from;
        for (int i = 0; i < count; i++) {
            int otherGroup = fromGroups[offset + i];
            if (other.counts[otherGroup] > 0) {
                merge(groups[i], other.counts[otherGroup], other.means[otherGroup], other.squares[otherGroup]);
            }
        }
    }

    private void merge(int group, long count, double mean, double square) {
        long before = counts[group];
        if (before == 0) {
            // The square of what is far from zero may be infinite, and that of no rows then not a number
            counts[group] = count;
            means[group] = mean;
            squares[group] = square;
            return;
        }
        long both = count + before;
        double delta = mean - means[group];
        squares[group] = squares[group] + square + delta * delta * count * before / both;
        means[group] = (count * mean + before * means[group]) / both;
        counts[group] = both;
    }

    @Override
    public Vector result(int from, int to) {
        long[] results = new long[to - from];
        boolean[] some = new boolean[to - from];
        for (int i = from; i < to; i++) {
            some[i - from] = counts[i] > of.correction;
            double variance = squares[i] / (counts[i] - of.correction);
            results[i - from] = Double.doubleToLongBits(of.root ? Math.sqrt(variance) : variance);
        }
        return Vector.ofLongs(DoubleType.DOUBLE, to - from, results, validity(some, 0, to - from));
    }

    @Override
    public long retainedBytes() {
        return 24L * counts.length;
    }
}

package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;

import java.util.Arrays;

import static java.util.Objects.requireNonNull;

/**
 * Sums and averages that Trino computes in a double: of DOUBLE and REAL both, of BIGINT the average. The order of
 * additions is that of the rows for each thread, and any between threads.
 */
final class DoubleSum extends OneArgument {
    private final Type argumentType;
    private final boolean average;
    private double[] sums = {};
    private long[] counts = {};
    private double[] converted = {};

    DoubleSum(Type argumentType, boolean average) {
        this.argumentType = requireNonNull(argumentType, "argumentType is null");
        this.average = average;
    }

    @Override
    public void grow(int groups) {
        if (sums.length < groups) {
            int length = newLength(sums.length, groups);
            sums = Arrays.copyOf(sums, length);
            counts = Arrays.copyOf(counts, length);
        }
    }

    @Override
    void addValues(Vector argument, int[] rows, int count, int[] groups) {
        double[] values = convert(argument.longs(), rows, 0, count);
        double[] all = sums;
        long[] allCounts = counts;
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            all[group] += values[i];
            allCounts[group]++;
        }
    }

    @Override
    void addValuesToOne(int group, Vector argument, int[] rows, int from, int to) {
        double[] values = convert(argument.longs(), rows, from, to);
        double sum = sums[group];
        for (int i = 0; i < to - from; i++) {
            sum += values[i];
        }
        sums[group] = sum;
        counts[group] += to - from;
    }

    /** The rows' numbers, to the front of an array. */
    private double[] convert(long[] longs, int[] rows, int from, int to) {
        if (converted.length < to - from) {
            converted = new double[to - from];
        }
        double[] target = converted;
        switch (argumentType) {
            case BigintType _ -> {
                for (int i = from; i < to; i++) {
                    target[i - from] = longs[rows[i]];
                }
            }
            case RealType _ -> {
                for (int i = from; i < to; i++) {
                    target[i - from] = Float.intBitsToFloat((int) longs[rows[i]]);
                }
            }
            default -> {
                for (int i = from; i < to; i++) {
                    target[i - from] = Double.longBitsToDouble(longs[rows[i]]);
                }
            }
        }
        return target;
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        DoubleSum other = (DoubleSum) from;
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            int otherGroup = fromGroups[offset + i];
            // An empty sum is 0.0, which would turn -0.0 around
            sums[group] = counts[group] == 0 ? other.sums[otherGroup] : sums[group] + other.sums[otherGroup];
            counts[group] += other.counts[otherGroup];
        }
    }

    @Override
    public Vector result(int from, int to) {
        long[] results = new long[to - from];
        boolean[] some = new boolean[to - from];
        boolean real = argumentType instanceof RealType;
        for (int i = from; i < to; i++) {
            some[i - from] = counts[i] > 0;
            double value = average ? sums[i] / counts[i] : sums[i];
            results[i - from] = real ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value);
        }
        return Vector.ofLongs(real ? RealType.REAL : DoubleType.DOUBLE, to - from, results,
                validity(some, 0, to - from));
    }

    @Override
    public long retainedBytes() {
        return 16L * sums.length + 8L * converted.length;
    }
}

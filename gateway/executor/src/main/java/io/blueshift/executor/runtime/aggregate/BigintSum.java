package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;
import io.trino.spi.type.BigintType;

import java.util.Arrays;

import static io.trino.spi.StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE;

/** {@code sum(bigint)}: an error as soon as some sum on the way does not fit. */
final class BigintSum extends OneArgument {
    private long[] sums = {};
    private boolean[] some = {};

    @Override
    public void grow(int groups) {
        if (sums.length < groups) {
            int length = newLength(sums.length, groups);
            sums = Arrays.copyOf(sums, length);
            some = Arrays.copyOf(some, length);
        }
    }

    @Override
    void addValues(Vector argument, int[] rows, int count, int[] groups) {
        long[] values = argument.longs();
        long[] all = sums;
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            all[group] = add(all[group], values[rows[i]]);
            some[group] = true;
        }
    }

    @Override
    void addValuesToOne(int group, Vector argument, int[] rows, int from, int to) {
        long[] values = argument.longs();
        long sum = sums[group];
        for (int i = from; i < to; i++) {
            sum = add(sum, values[rows[i]]);
        }
        sums[group] = sum;
        some[group] = true;
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        BigintSum other = (BigintSum) from;
        for (int i = 0; i < count; i++) {
            int group = fromGroups[offset + i];
            if (other.some[group]) {
                sums[groups[i]] = add(sums[groups[i]], other.sums[group]);
                some[groups[i]] = true;
            }
        }
    }

    private static long add(long left, long right) {
        long sum = left + right;
        if (((left ^ sum) & (right ^ sum)) < 0) {
            throw overflow(left, right);
        }
        return sum;
    }

    private static TrinoException overflow(long left, long right) {
        return new TrinoException(NUMERIC_VALUE_OUT_OF_RANGE,
                "bigint addition overflow: " + left + " + " + right);
    }

    @Override
    public Vector result(int from, int to) {
        return Vector.ofLongs(BigintType.BIGINT, to - from, Arrays.copyOfRange(sums, from, to),
                validity(some, from, to));
    }

    @Override
    public long retainedBytes() {
        return 9L * sums.length;
    }
}

package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.BigintType;

import java.util.Arrays;
import java.util.Optional;

/**
 * {@code approx_distinct} of BOOLEAN, which is exact. Of the maximum error, where there is one, no more is asked than that
 * it is not NULL.
 */
final class DistinctBooleans implements Accumulator {
    private final ValidRows valid;
    /** A bit for each of the values that were seen. */
    private byte[] seen = {};

    /** @param arguments two if there is a maximum error, else one */
    DistinctBooleans(int arguments) {
        this.valid = new ValidRows(arguments);
    }

    @Override
    public void grow(int groups) {
        if (seen.length < groups) {
            seen = Arrays.copyOf(seen, OneArgument.newLength(seen.length, groups));
        }
    }

    @Override
    public void add(Vector[] arguments, int[] rows, int count, int[] groups) {
        valid.select(arguments, rows, 0, count, groups);
        long[] values = arguments[0].longs();
        for (int i = valid.from; i < valid.to; i++) {
            seen[valid.groups[i]] |= bit(values[valid.rows[i]]);
        }
    }

    @Override
    public void addToOne(int group, Vector[] arguments, int[] rows, int from, int to) {
        valid.select(arguments, rows, from, to, null);
        long[] values = arguments[0].longs();
        byte bits = seen[group];
        for (int i = valid.from; i < valid.to; i++) {
            bits |= bit(values[valid.rows[i]]);
        }
        seen[group] = bits;
    }

    private static byte bit(long value) {
        return (byte) (value == 0 ? 1 : 2);
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        byte[] others = ((DistinctBooleans) from).seen;
        for (int i = 0; i < count; i++) {
            seen[groups[i]] |= others[fromGroups[offset + i]];
        }
    }

    @Override
    public Vector result(int from, int to) {
        long[] counts = new long[to - from];
        for (int i = from; i < to; i++) {
            counts[i - from] = Integer.bitCount(seen[i]);
        }
        return Vector.ofLongs(BigintType.BIGINT, to - from, counts, Optional.empty());
    }

    @Override
    public long retainedBytes() {
        return seen.length;
    }
}

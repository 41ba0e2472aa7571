package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;

import java.util.Arrays;

import static java.util.Objects.requireNonNull;

/**
 * The least or greatest of values that are longs. Of floating point, states hold numbers in the same order: all but the
 * sign bit turned around if it is set. NaN never wins against a number.
 */
final class ExtremeLong extends OneArgument {
    private final Type type;
    private final boolean greatest;
    private long[] extremes = {};
    private boolean[] some = {};
    private long[] ordered = {};

    ExtremeLong(Type type, boolean greatest) {
        this.type = requireNonNull(type, "type is null");
        this.greatest = greatest;
    }

    @Override
    public void grow(int groups) {
        if (extremes.length < groups) {
            int old = extremes.length;
            int length = newLength(old, groups);
            extremes = Arrays.copyOf(extremes, length);
            Arrays.fill(extremes, old, length, greatest ? Long.MIN_VALUE : Long.MAX_VALUE);
            some = Arrays.copyOf(some, length);
        }
    }

    @Override
    void addValues(Vector argument, int[] rows, int count, int[] groups) {
        long[] values = order(argument, rows, 0, count);
        long[] all = extremes;
        if (greatest) {
            for (int i = 0; i < count; i++) {
                int group = groups[i];
                all[group] = Math.max(all[group], values[rows[i]]);
                some[group] = true;
            }
        } else {
            for (int i = 0; i < count; i++) {
                int group = groups[i];
                all[group] = Math.min(all[group], values[rows[i]]);
                some[group] = true;
            }
        }
    }

    @Override
    void addValuesToOne(int group, Vector argument, int[] rows, int from, int to) {
        long[] values = order(argument, rows, from, to);
        long extreme = extremes[group];
        if (greatest) {
            for (int i = from; i < to; i++) {
                extreme = Math.max(extreme, values[rows[i]]);
            }
        } else {
            for (int i = from; i < to; i++) {
                extreme = Math.min(extreme, values[rows[i]]);
            }
        }
        extremes[group] = extreme;
        some[group] = true;
    }

    /** The rows' values as longs in the order of the type, each at its row. */
    private long[] order(Vector argument, int[] rows, int from, int to) {
        long[] longs = argument.longs();
        if (!(type instanceof DoubleType) && !(type instanceof RealType)) {
            return longs;
        }
        int length = from == to ? 0 : rows[to - 1] + 1;
        if (ordered.length < length) {
            ordered = new long[length];
        }
        boolean real = type instanceof RealType;
        for (int i = from; i < to; i++) {
            long bits = longs[rows[i]];
            boolean nan = real
                    ? Float.isNaN(Float.intBitsToFloat((int) bits))
                    : Double.isNaN(Double.longBitsToDouble(bits));
            ordered[rows[i]] = nan ? losing() : turn(bits);
        }
        return ordered;
    }

    private long losing() {
        return greatest ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** Undoes itself. A REAL's bits are sign-extended, and stay so. */
    private static long turn(long bits) {
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    private long valueOf(long extreme) {
        return switch (type) {
            case DoubleType _ -> extreme == losing() ? Double.doubleToLongBits(Double.NaN) : turn(extreme);
            case RealType _ -> extreme == losing() ? Float.floatToIntBits(Float.NaN) : turn(extreme);
            default -> extreme;
        };
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        ExtremeLong other = (ExtremeLong) from;
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            int otherGroup = fromGroups[offset + i];
            long extreme = other.extremes[otherGroup];
            extremes[group] = greatest ? Math.max(extremes[group], extreme) : Math.min(extremes[group], extreme);
            some[group] |= other.some[otherGroup];
        }
    }

    @Override
    public Vector result(int from, int to) {
        long[] results = new long[to - from];
        for (int i = from; i < to; i++) {
            results[i - from] = valueOf(extremes[i]);
        }
        return Vector.ofLongs(type, to - from, results, validity(some, from, to));
    }

    @Override
    public long retainedBytes() {
        return 9L * extremes.length + 8L * ordered.length;
    }
}

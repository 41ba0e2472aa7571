package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

import java.util.Arrays;

import static java.util.Objects.requireNonNull;

/** The least or greatest of values that are longs, states being in {@link ExtremeOrder}. */
final class ExtremeLong extends OneArgument {
    private final Type type;
    private final boolean greatest;
    private final ExtremeOrder order;
    private long[] extremes = {};
    private boolean[] some = {};

    ExtremeLong(Type type, boolean greatest) {
        this.type = requireNonNull(type, "type is null");
        this.greatest = greatest;
        this.order = new ExtremeOrder(type, greatest, false);
    }

    @Override
    public void grow(int groups) {
        if (extremes.length < groups) {
            int old = extremes.length;
            int length = newLength(old, groups);
            extremes = Arrays.copyOf(extremes, length);
            Arrays.fill(extremes, old, length, order.losing());
            some = Arrays.copyOf(some, length);
        }
    }

    @Override
    void addValues(Vector argument, int[] rows, int count, int[] groups) {
        long[] values = order.of(argument, rows, 0, count);
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
        long[] values = order.of(argument, rows, from, to);
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
            results[i - from] = order.valueOf(extremes[i]);
        }
        return Vector.ofLongs(type, to - from, results, validity(some, from, to));
    }

    @Override
    public long retainedBytes() {
        return 9L * extremes.length + order.retainedBytes();
    }
}

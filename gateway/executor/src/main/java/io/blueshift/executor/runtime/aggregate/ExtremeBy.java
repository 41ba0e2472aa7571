package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

import java.util.Arrays;

import static java.util.Objects.requireNonNull;

/**
 * The first argument of the row whose second is the least or greatest: {@code min_by} and {@code max_by} where the second
 * is a long. Of rows that are alike in this the first one is taken; where it is NULL, none.
 */
final class ExtremeBy implements Accumulator {
    private final boolean greatest;
    private final ExtremeOrder order;
    private final KeptValues values;
    private final NotNull notNull = new NotNull();
    private long[] extremes = {};
    private boolean[] some = {};

    /** @param valueType one of which there are {@link KeptValues#exist kept values} */
    ExtremeBy(Type valueType, Type keyType, boolean greatest) {
        this.greatest = greatest;
        this.order = new ExtremeOrder(requireNonNull(keyType, "keyType is null"), greatest, true);
        this.values = KeptValues.of(valueType);
    }

    /** Whether this can be done for types. */
    static boolean exists(Type valueType, Type keyType) {
        return LongKeys.exist(keyType) && KeptValues.exist(valueType);
    }

    @Override
    public void grow(int groups) {
        if (extremes.length < groups) {
            int length = OneArgument.newLength(extremes.length, groups);
            extremes = Arrays.copyOf(extremes, length);
            some = Arrays.copyOf(some, length);
            values.grow(length);
        }
    }

    @Override
    public void add(Vector[] arguments, int[] rows, int count, int[] groups) {
        if (NotNull.is(arguments[1])) {
            offer(arguments, rows, count, groups);
        } else {
            notNull.select(arguments[1], rows, 0, count, groups);
            offer(arguments, notNull.rows, notNull.count, notNull.groups);
        }
    }

    private void offer(Vector[] arguments, int[] rows, int count, int[] groups) {
        long[] keys = order.of(arguments[1], rows, 0, count);
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            long key = keys[rows[i]];
            if (!some[group] || wins(key, extremes[group])) {
                some[group] = true;
                extremes[group] = key;
                values.set(group, arguments[0], rows[i]);
            }
        }
    }

    private boolean wins(long key, long extreme) {
        return greatest ? key > extreme : key < extreme;
    }

    @Override
    public void addToOne(int group, Vector[] arguments, int[] rows, int from, int to) {
        if (NotNull.is(arguments[1])) {
            offerToOne(group, arguments, rows, from, to);
        } else {
            notNull.select(arguments[1], rows, from, to, null);
            offerToOne(group, arguments, notNull.rows, 0, notNull.count);
        }
    }

    private void offerToOne(int group, Vector[] arguments, int[] rows, int from, int to) {
        if (from == to) {
            return;
        }
        long[] keys = order.of(arguments[1], rows, from, to);
        int best = -1;
        long extreme = extremes[group];
        boolean any = some[group];
        for (int i = from; i < to; i++) {
            long key = keys[rows[i]];
            if (!any || wins(key, extreme)) {
                any = true;
                extreme = key;
                best = rows[i];
            }
        }
        if (best >= 0) {
            some[group] = true;
            extremes[group] = extreme;
            values.set(group, arguments[0], best);
        }
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        ExtremeBy other = (ExtremeBy) from;
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            int otherGroup = fromGroups[offset + i];
            if (other.some[otherGroup] && (!some[group] || wins(other.extremes[otherGroup], extremes[group]))) {
                some[group] = true;
                extremes[group] = other.extremes[otherGroup];
                values.copy(group, other.values, otherGroup);
            }
        }
    }

    @Override
    public Vector result(int from, int to) {
        return values.result(from, to);
    }

    @Override
    public long retainedBytes() {
        return 9L * extremes.length + order.retainedBytes() + values.retainedBytes();
    }
}

package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.BigintType;

import java.util.Arrays;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** {@code count(*)}, {@code count(x)} and {@code count_if(x)}. */
final class Counts implements SummingAccumulator {
    /** What is counted. */
    enum Of {
        ROWS, VALUES, TRUES
    }

    private final Of of;
    private final NotNull notNull = new NotNull();
    private long[] counts = {};

    Counts(Of of) {
        this.of = requireNonNull(of, "of is null");
    }

    @Override
    public void grow(int groups) {
        if (counts.length < groups) {
            counts = Arrays.copyOf(counts, OneArgument.newLength(counts.length, groups));
        }
    }

    @Override
    public void add(Vector[] arguments, int[] rows, int count, int[] groups) {
        if (of == Of.ROWS || NotNull.is(arguments[0])) {
            count(arguments, rows, count, groups);
        } else {
            notNull.select(arguments[0], rows, 0, count, groups);
            count(arguments, notNull.rows, notNull.count, notNull.groups);
        }
    }

    private void count(Vector[] arguments, int[] rows, int count, int[] groups) {
        long[] all = counts;
        if (of == Of.TRUES) {
            long[] values = arguments[0].longs();
            for (int i = 0; i < count; i++) {
                all[groups[i]] += values[rows[i]];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            all[groups[i]]++;
        }
    }

    @Override
    public void addToOne(int group, Vector[] arguments, int[] rows, int from, int to) {
        if (of == Of.ROWS || NotNull.is(arguments[0])) {
            counts[group] += count(arguments, rows, from, to);
        } else {
            notNull.select(arguments[0], rows, from, to, null);
            counts[group] += count(arguments, notNull.rows, 0, notNull.count);
        }
    }

    @Override
    public void addSum(int group, long[] words, int at, long count) {
        counts[group] += count;
    }

    private long count(Vector[] arguments, int[] rows, int from, int to) {
        if (of != Of.TRUES) {
            return to - from;
        }
        long[] values = arguments[0].longs();
        long count = 0;
        for (int i = from; i < to; i++) {
            count += values[rows[i]];
        }
        return count;
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        long[] others = ((Counts) from).counts;
        for (int i = 0; i < count; i++) {
            counts[groups[i]] += others[fromGroups[offset + i]];
        }
    }

    @Override
    public Vector result(int from, int to) {
        return Vector.ofLongs(BigintType.BIGINT, to - from, Arrays.copyOfRange(counts, from, to), Optional.empty());
    }

    @Override
    public long retainedBytes() {
        return 8L * counts.length;
    }
}

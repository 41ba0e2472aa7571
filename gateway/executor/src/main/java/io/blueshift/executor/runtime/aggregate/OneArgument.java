package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;

import java.util.Optional;

/** An aggregate of one argument of which NULLs are left out. */
abstract class OneArgument implements Accumulator {
    private final NotNull notNull = new NotNull();

    @Override
    public final void add(Vector[] arguments, int[] rows, int count, int[] groups) {
        Vector argument = arguments[0];
        if (NotNull.is(argument)) {
            addValues(argument, rows, count, groups);
            return;
        }
        notNull.select(argument, rows, 0, count, groups);
        addValues(argument, notNull.rows, notNull.count, notNull.groups);
    }

    @Override
    public final void addToOne(int group, Vector[] arguments, int[] rows, int from, int to) {
        Vector argument = arguments[0];
        if (NotNull.is(argument)) {
            if (from < to) {
                addValuesToOne(group, argument, rows, from, to);
            }
            return;
        }
        notNull.select(argument, rows, from, to, null);
        if (notNull.count > 0) {
            addValuesToOne(group, argument, notNull.rows, 0, notNull.count);
        }
    }

    /** Adds values that are not NULL. */
    abstract void addValues(Vector argument, int[] rows, int count, int[] groups);

    /** Adds at least one value, none NULL, to one group. */
    abstract void addValuesToOne(int group, Vector argument, int[] rows, int from, int to);

    /** Whether the ascending rows follow each other without gap, so that a loop need not look them up. */
    static boolean contiguous(int[] rows, int from, int to) {
        return rows[to - 1] - rows[from] == to - 1 - from;
    }

    /** Validity of results {@code [from, to)}: those groups that have something. */
    static Optional<long[]> validity(boolean[] some, int from, int to) {
        long[] words = new long[Bitmap.wordsForBits(to - from)];
        boolean all = true;
        for (int i = from; i < to; i++) {
            if (some[i]) {
                Bitmap.set(words, 0, i - from);
            } else {
                all = false;
            }
        }
        return all ? Optional.empty() : Optional.of(words);
    }

    /** The length to which arrays grow that have to hold so many groups. */
    static int newLength(int length, int groups) {
        return Math.max(groups, Math.max(16, length + (length >> 1)));
    }
}

package io.blueshift.executor.runtime.sort;

import io.blueshift.executor.vector.Batch;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.List;

/**
 * The first rows, in an order, of those that are added. Keeps some more than needed and from time to time throws the
 * surplus away. Once any thread has seen as many rows as are wanted, most others are turned away by the prefix of their key,
 * before anything else is read of them. For one thread.
 */
public final class FirstRows {
    private static final int SURPLUS_ROWS = 16 * 1024;
    /** Sorting more prefixes of a batch to find how many rows of it may be first is not worth it. */
    private static final int SORTED_MAX = 64 * 1024;

    private final List<Type> types;
    private final RowOrder order;
    private final long wanted;
    private final FirstBound bound;
    private RowChunks kept;
    private long[] prefixes = new long[0];

    /** @param bound what all threads know */
    public FirstRows(List<Type> types, RowOrder order, long wanted, FirstBound bound) {
        this.types = List.copyOf(types);
        this.order = order;
        this.wanted = wanted;
        this.bound = bound;
        this.kept = new RowChunks(types);
    }

    /** Takes the wanted rows of a batch. */
    public void add(Batch input) {
        if (wanted == 0) {
            return;
        }
        Batch candidates = candidates(input);
        if (candidates.count() > 0) {
            kept.add(candidates);
        }
        if (kept.rows() > wanted + Math.max(wanted, SURPLUS_ROWS)) {
            cut();
        }
    }

    private Batch candidates(Batch input) {
        if (prefixes.length < input.positions()) {
            prefixes = new long[input.positions()];
        }
        order.prefixes(input, prefixes, 0);
        Batch candidates = notAbove(bound.largest(), input);
        if (candidates.count() <= wanted || candidates.count() > SORTED_MAX) {
            return candidates;
        }
        long[] sorted = new long[candidates.count()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = prefixes[candidates.rows()[i]] + Long.MIN_VALUE;
        }
        Arrays.sort(sorted);
        bound.lower(sorted[(int) wanted - 1] - Long.MIN_VALUE);
        return notAbove(bound.largest(), candidates);
    }

    private Batch notAbove(long largest, Batch input) {
        int[] from = input.rows();
        int[] to = new int[input.count()];
        int count = 0;
        for (int i = 0; i < input.count(); i++) {
            to[count] = from[i];
            count += Long.compareUnsigned(prefixes[from[i]], largest) <= 0 ? 1 : 0;
        }
        return input.select(to, count);
    }

    private void cut() {
        SortedRun run = SortedRun.of(kept, order).first((int) wanted);
        RowChunks first = new RowChunks(types);
        first.add(kept.gather(run.addresses(), 0, run.rows()));
        bound.lower(run.prefixes()[run.rows() - 1]);
        kept = first;
    }

    /** What is left; to be sorted. */
    public RowChunks rows() {
        return kept;
    }

    public long retainedBytes() {
        return kept.retainedBytes() + 8L * prefixes.length;
    }

    /** Sorted, not more than wanted. */
    public SortedRun sorted() {
        return SortedRun.of(kept, order).first((int) Math.min(wanted, Integer.MAX_VALUE));
    }
}

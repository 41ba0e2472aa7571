package io.blueshift.executor.runtime.sort;

import io.blueshift.executor.vector.Batch;
import io.trino.spi.type.Type;

import java.util.List;

/**
 * The first rows, in an order, of those that are added. Keeps some more than needed and from time to time throws the
 * surplus away; after the first time, most rows are turned away by the prefix of their key. For one thread.
 */
public final class FirstRows {
    private static final int SURPLUS_ROWS = 16 * 1024;

    private final List<Type> types;
    private final RowOrder order;
    private final long wanted;
    private RowChunks kept;
    private boolean full;
    /** Of the last of the first rows: a row with a larger one is none of them. */
    private long largestPrefix;
    private long[] prefixes = new long[0];

    public FirstRows(List<Type> types, RowOrder order, long wanted) {
        this.types = List.copyOf(types);
        this.order = order;
        this.wanted = wanted;
        this.kept = new RowChunks(types);
    }

    /** Takes the wanted rows of a batch. */
    public void add(Batch input) {
        Batch candidates = full ? candidates(input) : input;
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
        int[] from = input.rows();
        int[] to = new int[input.count()];
        int count = 0;
        for (int i = 0; i < input.count(); i++) {
            to[count] = from[i];
            count += Long.compareUnsigned(prefixes[from[i]], largestPrefix) <= 0 ? 1 : 0;
        }
        return input.select(to, count);
    }

    private void cut() {
        SortedRun run = SortedRun.of(kept, order).first((int) wanted);
        RowChunks first = new RowChunks(types);
        if (run.rows() > 0) {
            first.add(kept.gather(run.addresses(), 0, run.rows()));
            largestPrefix = run.prefixes()[run.rows() - 1];
        }
        kept = first;
        full = true;
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

package io.blueshift.executor.runtime.join;

import java.util.Optional;

/**
 * Finds the rows of the build side by a long. Rows with the same key are chained. Filled once, by tasks that may run at
 * the same time; after that safe for all threads.
 */
public abstract sealed class LongTable permits DenseLongTable, HashLongTable, EmptyLongTable {
    /** For each row the one behind it in its chain, plus one; zero at its end. */
    private volatile int[] next;
    private final int rows;
    private final boolean chained;

    LongTable(int rows, boolean chained) {
        this.rows = rows;
        this.chained = chained;
    }

    /**
     * The smallest table that is quick for these keys.
     *
     * @param chained whether all rows of a key are to be found, not just one of them
     */
    static LongTable of(BuildKeys keys, boolean chained, int threads) {
        if (keys.rows() == 0) {
            return new EmptyLongTable();
        }
        if (!keys.hashed() && DenseLongTable.suits(keys)) {
            return new DenseLongTable(keys, chained, threads);
        }
        return new HashLongTable(keys, chained, threads);
    }

    /** How many independent tasks fill the table. */
    abstract int tasks();

    abstract void fill(int task, BuildKeys keys);

    /** A finder for one thread. */
    public abstract Finder finder();

    /** Every key once, in any order; absent if there are more than so many. Not of a table of hashes. */
    abstract Optional<long[]> keys(int max);

    /** Tells which longs may be keys, which are all in the range. */
    abstract LongKeyFilter keyFilter(KeyRange range);

    /** One thread's view of the table. */
    public interface Finder {
        /**
         * Keeps those of the rows that match, at the front of the array.
         *
         * @param keys {@code keys[i]} is the key of {@code rows[i]}
         * @param found receives the first row of the chain that each kept row matches
         * @return how many match
         */
        int find(long[] keys, int[] rows, int count, int[] found);
    }

    /** Whether no two rows have the same key, or only one of them is to be found, so that there are no chains. */
    public final boolean isUnique() {
        return next == null;
    }

    /** For each row the one behind it in its chain, plus one; zero at the end. Not if the table is unique. */
    public final int[] chains() {
        return next;
    }

    final boolean isChained() {
        return chained;
    }

    /** The chains, for a task that found two rows with one key. */
    final int[] startChains() {
        int[] chains = next;
        return chains != null ? chains : allocateChains();
    }

    private synchronized int[] allocateChains() {
        if (next == null) {
            next = new int[rows];
        }
        return next;
    }

    public long retainedBytes() {
        int[] chains = next;
        return chains == null ? 0 : 4L * chains.length;
    }
}

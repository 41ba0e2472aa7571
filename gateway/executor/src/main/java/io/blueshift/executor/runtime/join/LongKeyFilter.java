package io.blueshift.executor.runtime.join;

/**
 * Tells of a long, cheaply, whether the build side may have it as a key: no is certain. Immutable, safe for all threads.
 */
public sealed interface LongKeyFilter permits BitmapKeyFilter, BloomKeyFilter {
    boolean mayContain(long key);

    /**
     * Keeps the rows, at the front of the array, whose key may be there.
     *
     * @param keys by row
     */
    int keep(long[] keys, int[] rows, int count);

    long retainedBytes();

    /** The cheaper of both for so many keys in this range. */
    static Builder builder(KeyRange range, int keys) {
        long width = range.width();
        return width > 0 && width <= BitmapKeyFilter.widthMax(keys)
                ? new BitmapKeyFilter(range.min(), width)
                : new BloomKeyFilter(keys);
    }

    /** A filter that keys are still added to, by one thread. */
    sealed interface Builder permits BitmapKeyFilter, BloomKeyFilter {
        void add(long key);

        LongKeyFilter built();
    }
}

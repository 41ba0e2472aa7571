package io.blueshift.executor.runtime.join;

/** A bit for each possible key: exact. */
final class BitmapKeyFilter implements LongKeyFilter, LongKeyFilter.Builder {
    /**
     * A Bloom filter takes 16 to 32 bits per key. Exactness is worth more, and so is that keys in ascending order, as a
     * table's own often come, find their bits side by side; and so is being small anyway.
     */
    private static final long BITS_PER_KEY_MAX = 128;
    private static final long SMALL = 1 << 20;

    private final long min;
    private final long width;
    private final long[] words;

    BitmapKeyFilter(long min, long width) {
        this.min = min;
        this.width = width;
        this.words = new long[(int) (width + 63 >>> 6)];
    }

    static long widthMax(int keys) {
        return Math.max(SMALL, BITS_PER_KEY_MAX * keys);
    }

    @Override
    public void add(long key) {
        long offset = key - min;
        words[(int) (offset >>> 6)] |= 1L << offset;
    }

    @Override
    public LongKeyFilter built() {
        return this;
    }

    @Override
    public boolean mayContain(long key) {
        long offset = key - min;
        return Long.compareUnsigned(offset, width) < 0 && (words[(int) (offset >>> 6)] >>> offset & 1) != 0;
    }

    @Override
    public int keep(long[] keys, int[] rows, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            rows[kept] = row;
            kept += mayContain(keys[row]) ? 1 : 0;
        }
        return kept;
    }

    @Override
    public long retainedBytes() {
        return 8L * words.length;
    }
}

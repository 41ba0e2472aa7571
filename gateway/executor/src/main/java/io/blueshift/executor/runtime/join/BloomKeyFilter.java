package io.blueshift.executor.runtime.join;

/**
 * A Bloom filter in which all bits of a key are in one word, so that a look costs one cache miss: four of 64, at 16 bits per
 * key about one stranger in a hundred passes.
 */
final class BloomKeyFilter implements LongKeyFilter, LongKeyFilter.Builder {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int WORDS_MAX_BITS = 26;

    private final long[] words;
    private final int shift;

    BloomKeyFilter(int keys) {
        int bits = Math.clamp(64 - Long.numberOfLeadingZeros(Math.max(1, keys / 4L)), 1, WORDS_MAX_BITS);
        this.words = new long[1 << bits];
        this.shift = 64 - bits;
    }

    private static long hash(long key) {
        return (key ^ key >>> 32) * MULTIPLIER;
    }

    /** Four bits, from parts of the hash below those that choose the word. */
    private static long mask(long hash) {
        return 1L << hash | 1L << (hash >>> 6) | 1L << (hash >>> 12) | 1L << (hash >>> 18);
    }

    @Override
    public void add(long key) {
        long hash = hash(key);
        words[(int) (hash >>> shift)] |= mask(mix(hash));
    }

    /** The lowest bits of a product only depend on the key's lowest. */
    private static long mix(long hash) {
        return hash ^ hash >>> 29;
    }

    @Override
    public LongKeyFilter built() {
        return this;
    }

    @Override
    public boolean mayContain(long key) {
        long hash = hash(key);
        long mask = mask(mix(hash));
        return (words[(int) (hash >>> shift)] & mask) == mask;
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

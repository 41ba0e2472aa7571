package io.blueshift.executor.runtime.aggregate;

/** The hash of 64 bits that all tables use: low bits find slots, high bits find partitions. */
final class Hashes {
    /** 2^64 divided by the golden ratio. */
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private Hashes() {}

    static long mix(long value) {
        long product = (value ^ (value >>> 32)) * MULTIPLIER;
        return product ^ (product >>> 29);
    }

    /** The number of the partition, of {@code 2^bits}. */
    static int partition(long hash, int bits) {
        return bits == 0 ? 0 : (int) (hash >>> (Long.SIZE - bits));
    }

    /** Slots for so many entries, at most half full. */
    static int slots(int entries) {
        return Integer.highestOneBit(Math.max(entries, 32) - 1) << 2;
    }
}

package io.blueshift.executor.spill;

/**
 * Which partition a row belongs to by the hash of its key: at each level the next six bits of it, from the highest on, so
 * that a partition is divided by bits that all its rows do not have in common.
 */
public final class PartitionBits {
    public static final int BITS = 6;

    public static final int PARTITIONS = 1 << BITS;

    /** Partitions of this level are not divided any more: 2^30 of them would be enough for anything but equal keys. */
    public static final int LEVEL_MAX = 4;

    /** What is smaller is not divided, however little memory there is. */
    public static final long BYTES_MIN = 256 << 10;

    private PartitionBits() {}

    /** @param level how often the rows have been divided before */
    public static int of(long hash, int level) {
        return (int) (hash >>> Long.SIZE - BITS * (level + 1)) & PARTITIONS - 1;
    }
}

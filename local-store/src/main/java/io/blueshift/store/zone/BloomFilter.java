package io.blueshift.store.zone;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;

/**
 * Which hashes may be in a set: a split block Bloom filter (as Parquet's): the upper half of a hash chooses a group of 256
 * bits, the lower half sets one bit in each of its eight words. Immutable; thread-safe.
 *
 * <pre>
 *   u32 groups, of each eight u32
 * </pre>
 */
public final class BloomFilter {
    /** About one false positive in a hundred. */
    static final int BITS_PER_VALUE = 10;
    private static final int WORDS = 8;
    private static final int GROUP_BITS = WORDS * Integer.SIZE;
    /** Odd numbers, one per word, that spread the lower half of a hash; those of Parquet's specification. */
    private static final int[] SALT = {0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b,
            0x9efc4947, 0x5c6bfb31};

    private final int[] words;

    private BloomFilter(int[] words) {
        this.words = words;
    }

    /** A filter of its usual size. */
    public static BloomFilter of(long[] hashes) {
        int groups = Math.max(1, (int) ((long) hashes.length * BITS_PER_VALUE / GROUP_BITS));
        int[] words = new int[groups * WORDS];
        for (long hash : hashes) {
            int base = base(hash, groups);
            for (int i = 0; i < WORDS; i++) {
                words[base + i] |= bit(hash, i);
            }
        }
        return new BloomFilter(words);
    }

    private static int base(long hash, int groups) {
        return (int) ((hash >>> Integer.SIZE) * groups >>> Integer.SIZE) * WORDS;
    }

    private static int bit(long hash, int word) {
        return 1 << ((int) hash * SALT[word] >>> Integer.SIZE - 5);
    }

    /** False only if the hash is not in the set. */
    public boolean mayContain(long hash) {
        int base = base(hash, words.length / WORDS);
        for (int i = 0; i < WORDS; i++) {
            if ((words[base + i] & bit(hash, i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The memory that the filter takes. */
    public long retainedBytes() {
        return (long) words.length * Integer.BYTES;
    }

    public void write(ByteWriter out) {
        out.writeInt(words.length / WORDS);
        for (int word : words) {
            out.writeInt(word);
        }
    }

    public static BloomFilter read(ByteReader in) {
        int groups = in.readCount();
        if (groups == 0 || groups > in.remaining() / (WORDS * Integer.BYTES)) {
            throw new IndexOutOfBoundsException("a filter of " + groups + " groups");
        }
        int[] words = new int[groups * WORDS];
        in.readInts(words, words.length);
        return new BloomFilter(words);
    }
}

package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.Bitmap;

import java.util.Optional;

/**
 * Which positions hold a value. Absent where all do.
 *
 * <pre>
 *   u8   1 if any position is NULL, else 0
 *   ceil(positions / 64) x u64, only if any is NULL: bit i set = position i has a value; bits behind the last are 0
 * </pre>
 */
final class Validity {
    private Validity() {}

    static long size(Region region) {
        return 1 + (region.anyNull() ? (long) Bitmap.wordsForBits(region.count()) * Long.BYTES : 0);
    }

    static void write(ByteWriter out, Region region) {
        out.writeByte(region.anyNull() ? 1 : 0);
        if (region.anyNull()) {
            long word = 0;
            for (int i = 0; i < region.count(); i++) {
                word |= region.isNull(i) ? 0 : 1L << i;
                if ((i & 63) == 63) {
                    out.writeLong(word);
                    word = 0;
                }
            }
            if ((region.count() & 63) != 0) {
                out.writeLong(word);
            }
        }
    }

    static Optional<long[]> read(ByteReader in, int positions) {
        if (in.readByte() == 0) {
            return Optional.empty();
        }
        long[] words = new long[Bitmap.wordsForBits(positions)];
        in.readLongs(words, words.length);
        return Optional.of(words);
    }

    /** The memory that a bitmap takes. */
    static long bytes(Optional<long[]> validity) {
        return validity.map(words -> (long) words.length * Long.BYTES).orElse(0L);
    }

    /** The validity of some positions; empty if all of them have values. */
    static Optional<long[]> pick(long[] all, int[] positions, int offset, int count) {
        long[] words = Bitmap.allocateWords(count, false);
        int valid = 0;
        for (int i = 0; i < count; i++) {
            if (Bitmap.isSet(all, 0, positions[offset + i])) {
                Bitmap.set(words, 0, i);
                valid++;
            }
        }
        return valid == count ? Optional.empty() : Optional.of(words);
    }
}

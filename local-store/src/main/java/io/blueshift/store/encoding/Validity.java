package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.ValueBlock;

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

    /** The words of a block, starting at bit 0; empty if no position is NULL. */
    static Optional<long[]> of(ValueBlock block) {
        if (!block.hasNull()) {
            return Optional.empty();
        }
        int positions = block.getPositionCount();
        long[] words = Bitmap.allocateWords(positions, false);
        for (int i = 0; i < positions; i++) {
            if (!block.isNull(i)) {
                Bitmap.set(words, 0, i);
            }
        }
        return Optional.of(words);
    }

    static long size(int positions, boolean anyNull) {
        return 1 + (anyNull ? (long) Bitmap.wordsForBits(positions) * Long.BYTES : 0);
    }

    static void write(ByteWriter out, ValueBlock block) {
        Optional<long[]> words = of(block);
        out.writeByte(words.isPresent() ? 1 : 0);
        if (words.isPresent()) {
            for (long word : words.get()) {
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
}

package io.blueshift.executor.runtime.join;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;

import java.util.BitSet;
import java.util.Optional;

/** Longs, and which of them are NULL. */
final class LongColumnCollector implements ColumnCollector {
    private final LongChunks values = new LongChunks();
    private final BitSet nulls = new BitSet();
    private long[] picked = new long[0];
    private int size;

    @Override
    public void append(Vector vector, int[] rows, int count) {
        if (picked.length < count) {
            picked = new long[count];
        }
        long[] longs = vector.longs();
        for (int i = 0; i < count; i++) {
            picked[i] = longs[rows[i]];
        }
        values.append(picked, count);
        Optional<long[]> validity = vector.validity();
        if (validity.isPresent()) {
            long[] words = validity.get();
            for (int i = 0; i < count; i++) {
                if (!Bitmap.isSet(words, 0, rows[i])) {
                    nulls.set(size + i);
                }
            }
        }
        size += count;
    }

    LongChunks values() {
        return values;
    }

    BitSet nulls() {
        return nulls;
    }

    @Override
    public long retainedBytes() {
        return values.retainedBytes() + nulls.size() / 8 + 8L * picked.length;
    }
}

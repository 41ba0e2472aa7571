package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Values that are longs themselves; NULL is 0, and marked beside. */
final class LongKeyColumn implements KeyColumn {
    private final Type type;

    LongKeyColumn(Type type) {
        this.type = requireNonNull(type, "type is null");
    }

    @Override
    public long[] encode(Vector vector, int[] rows, int count, long[] target) {
        long[] values = LongKeys.of(vector, rows, count);
        for (int i = 0; i < count; i++) {
            target[i] = values[rows[i]];
        }
        if (vector.validity().isEmpty()) {
            return null;
        }
        long[] validity = vector.validity().get();
        long[] nulls = new long[Bitmap.wordsForBits(count)];
        for (int i = 0; i < count; i++) {
            if (LongKeys.isNull(validity, rows[i])) {
                target[i] = 0;
                Bitmap.set(nulls, 0, i);
            }
        }
        return nulls;
    }

    @Override
    public void hash(long[] encoded, int count, long[] hashes) {
        for (int i = 0; i < count; i++) {
            hashes[i] = Hashes.mix(hashes[i] + encoded[i]);
        }
    }

    @Override
    public void translate(KeyColumn from, long[] encoded, int[] groups, int offset, int count, long[] target) {
        for (int i = 0; i < count; i++) {
            target[i] = encoded[groups[offset + i]];
        }
    }

    @Override
    public Vector decode(long[] encoded, boolean[] nulls, int from, int to) {
        Optional<long[]> validity = Optional.empty();
        if (nulls != null) {
            long[] words = new long[Bitmap.wordsForBits(to - from)];
            for (int i = from; i < to; i++) {
                if (!nulls[i]) {
                    Bitmap.set(words, 0, i - from);
                }
            }
            validity = Optional.of(words);
        }
        return Vector.ofLongs(type, to - from, Arrays.copyOfRange(encoded, from, to), validity);
    }

    @Override
    public long retainedBytes() {
        return 0;
    }
}

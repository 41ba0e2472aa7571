package io.blueshift.executor.join;

import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a batch, each as often as it has matches, in ascending order. Of vectors that nobody has read yet each row is
 * fetched once.
 */
final class RepeatedRows {
    private final int[] rows;
    private final int count;
    private final boolean repeats;
    /** Each row once; made when first needed. */
    private int[] distinct = new int[0];
    private int distinctCount;
    /** Which of the distinct rows each row is. */
    private int[] ordinals = new int[0];

    RepeatedRows(int[] rows, int count) {
        this.rows = rows;
        this.count = count;
        boolean same = false;
        for (int i = 1; i < count; i++) {
            same |= rows[i] == rows[i - 1];
        }
        this.repeats = same;
    }

    private void findDistinct() {
        if (distinctCount == 0) {
            distinct = new int[count];
            ordinals = new int[count];
            int last = -1;
            for (int i = 0; i < count; i++) {
                if (rows[i] != last) {
                    last = rows[i];
                    distinct[distinctCount++] = last;
                }
                ordinals[i] = distinctCount - 1;
            }
        }
    }

    Batch of(Batch batch) {
        List<Vector> vectors = new ArrayList<>(batch.vectors().size());
        for (Vector vector : batch.vectors()) {
            vectors.add(repeats
                    ? Vector.lazy(vector.type(), count, new Repeated(vector))
                    : vector.pick(rows, count));
        }
        return Batch.of(count, vectors);
    }

    private final class Repeated implements Vector.Loader {
        private final Vector vector;
        private final int[] positions;

        private Repeated(Vector vector) {
            if (!vector.isLoaded()) {
                findDistinct();
            }
            this.vector = vector.isLoaded() ? vector : vector.pick(distinct, distinctCount);
            this.positions = vector.isLoaded() ? rows : ordinals;
        }

        @Override
        public Optional<long[]> longs(Type type, long[] target) {
            long[] values = vector.longs();
            for (int i = 0; i < count; i++) {
                target[i] = values[positions[i]];
            }
            return vector.validity().map(this::repeat);
        }

        private long[] repeat(long[] validity) {
            long[] words = new long[Bitmap.wordsForBits(count)];
            for (int i = 0; i < count; i++) {
                if (Bitmap.isSet(validity, 0, positions[i])) {
                    Bitmap.set(words, 0, i);
                }
            }
            return words;
        }

        @Override
        public Block block() {
            return LongForm.exists(vector.type())
                    ? longBlock(Batch.identity(count), 0, count)
                    : vector.block().getPositions(positions, 0, count);
        }

        @Override
        public Block block(int[] some, int offset, int someCount) {
            if (LongForm.exists(vector.type())) {
                return longBlock(some, offset, someCount);
            }
            int[] wanted = new int[someCount];
            for (int i = 0; i < someCount; i++) {
                wanted[i] = positions[some[offset + i]];
            }
            return vector.block().getPositions(wanted, 0, someCount);
        }

        private Block longBlock(int[] some, int offset, int someCount) {
            long[] all = new long[count];
            Optional<long[]> validity = longs(vector.type(), all);
            int[] wanted = offset == 0 ? some : Arrays.copyOfRange(some, offset, offset + someCount);
            return Vector.ofLongs(vector.type(), count, all, validity).pick(wanted, someCount).block();
        }
    }
}

package io.blueshift.executor.runtime.join;

import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rows that a thread has collected of the build side, as batches of all its columns again. Columns that were not kept are
 * NULL, but for keys, which are what they are equal to. For one thread.
 */
final class CollectedRows {
    private static final int BATCH_ROWS = 8 * 1024;

    private final BuildShape shape;
    private final int rows;
    private final List<Cursor> cursors = new ArrayList<>();

    /** @param keys the rows' keys; absent of rows without */
    CollectedRows(BuildShape shape, List<ColumnCollector> kept, int rows, Optional<LongChunks[]> keys) {
        this.shape = shape;
        this.rows = rows;
        for (int channel = 0; channel < shape.types().size(); channel++) {
            cursors.add(cursor(channel, kept, keys));
        }
    }

    private Cursor cursor(int channel, List<ColumnCollector> kept, Optional<LongChunks[]> keys) {
        Type type = shape.types().get(channel);
        int column = shape.kept().indexOf(channel);
        if (column >= 0) {
            return switch (kept.get(column)) {
                case LongColumnCollector longs -> new LongCursor(type, longs.values(), longs.nulls());
                case BlockColumnCollector blocks -> new BlockCursor(type, blocks.finish());
            };
        }
        int key = shape.keyChannels().indexOf(channel);
        return key >= 0 && keys.isPresent() && shape.keys().longs().isPresent()
                ? new LongCursor(type, keys.get()[key], new BitSet())
                : new NullCursor(type);
    }

    void drain(Consumer<Batch> target) {
        int done = 0;
        while (done < rows) {
            Interruption.check();
            int count = Math.min(BATCH_ROWS, rows - done);
            for (Cursor cursor : cursors) {
                count = Math.min(count, cursor.left());
            }
            List<Vector> vectors = new ArrayList<>(cursors.size());
            for (Cursor cursor : cursors) {
                vectors.add(cursor.take(count));
            }
            target.accept(Batch.of(count, vectors));
            done += count;
        }
    }

    /** Walks over one column. */
    private interface Cursor {
        /** How many values may be taken at once now. */
        int left();

        Vector take(int count);
    }

    private record NullCursor(Type type) implements Cursor {
        @Override
        public int left() {
            return Integer.MAX_VALUE;
        }

        @Override
        public Vector take(int count) {
            return Vector.of(type, RunLengthEncodedBlock.create(type, null, count));
        }
    }

    private static final class LongCursor implements Cursor {
        private final Type type;
        private final LongChunks values;
        private final BitSet nulls;
        private int next;

        private LongCursor(Type type, LongChunks values, BitSet nulls) {
            this.type = type;
            this.values = values;
            this.nulls = nulls;
        }

        @Override
        public int left() {
            int chunk = next / LongChunks.CHUNK;
            return values.count(chunk) - next % LongChunks.CHUNK;
        }

        @Override
        public Vector take(int count) {
            long[] longs = new long[count];
            System.arraycopy(values.chunk(next / LongChunks.CHUNK), next % LongChunks.CHUNK, longs, 0, count);
            Optional<long[]> validity = Optional.empty();
            int firstNull = nulls.nextSetBit(next);
            if (firstNull >= 0 && firstNull < next + count) {
                long[] words = new long[Bitmap.wordsForBits(count)];
                for (int i = 0; i < count; i++) {
                    if (!nulls.get(next + i)) {
                        Bitmap.set(words, 0, i);
                    }
                }
                validity = Optional.of(words);
            }
            next += count;
            return Vector.ofLongs(type, count, longs, validity);
        }
    }

    private static final class BlockCursor implements Cursor {
        private final Type type;
        private final List<ValueBlock> pieces;
        private int piece;
        private int next;

        private BlockCursor(Type type, List<ValueBlock> pieces) {
            this.type = type;
            this.pieces = pieces;
        }

        @Override
        public int left() {
            while (next == pieces.get(piece).getPositionCount()) {
                piece++;
                next = 0;
            }
            return pieces.get(piece).getPositionCount() - next;
        }

        @Override
        public Vector take(int count) {
            Vector taken = Vector.of(type, pieces.get(piece).getRegion(next, count));
            next += count;
            return taken;
        }
    }
}

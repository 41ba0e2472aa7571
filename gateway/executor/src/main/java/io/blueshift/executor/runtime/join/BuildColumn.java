package io.blueshift.executor.runtime.join;

import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

/** One column of all rows of the build side, addressed by row number. Immutable once filled. */
public sealed interface BuildColumn {
    Type type();

    boolean isNull(int row);

    long retainedBytes();

    /** Values of a type that has longs. */
    record Longs(Type type, long[] values, Optional<long[]> validity) implements BuildColumn {
        @Override
        public boolean isNull(int row) {
            return validity.isPresent() && (validity.get()[row >>> 6] & 1L << row) == 0;
        }

        @Override
        public long retainedBytes() {
            return 8L * values.length + validity.map(words -> 8L * words.length).orElse(0L);
        }
    }

    /**
     * Values of other types: a row is at {@code row & mask} of the chunk {@code row >>> shift}. The last chunk has a NULL
     * behind its last value, which stands for the row that there is not. If the values are few, there is one chunk, with
     * each of them once.
     *
     * @param count of the values in the chunks
     * @param codes for each row where its value is in the only chunk; absent if the values are the rows'
     */
    record Blocks(Type type, ValueBlock[] chunks, int shift, int count,
            Optional<int[]> codes) implements BuildColumn {
        public ValueBlock chunk(int row) {
            return chunks.length == 1 ? chunks[0] : chunks[row >>> shift];
        }

        public int position(int row) {
            if (codes.isPresent()) {
                return codes.get()[row];
            }
            return chunks.length == 1 ? row : row & (1 << shift) - 1;
        }

        @Override
        public boolean isNull(int row) {
            return chunk(row).isNull(position(row));
        }

        @Override
        public long retainedBytes() {
            return Arrays.stream(chunks).mapToLong(Block::getRetainedSizeInBytes).sum()
                    + codes.map(all -> 4L * all.length).orElse(0L);
        }
    }
}

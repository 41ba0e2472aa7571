package io.blueshift.executor.runtime.join;

import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which row of the build side belongs to each row of a batch, and the vectors that follow from it. Values are fetched
 * when they are asked for, and only for the batch's wanted rows.
 *
 * @param positions rows of the batch
 * @param buildRows for each of them a row of the build side; -1 is none, for NULL. Of unwanted rows it has any number
 * @param mayMiss whether there may be a -1
 * @param rows the wanted rows, ascending
 * @param count how many
 */
public record Gather(int positions, int[] buildRows, boolean mayMiss, int[] rows, int count) {
    /** Dictionaries of so many values are passed on as they are, so that whoever comes next sees that they repeat. */
    private static final int DICTIONARY_MAX = 1 << 12;

    /** All rows are wanted. */
    public static Gather all(int[] buildRows, int count) {
        return new Gather(count, buildRows, false, Batch.identity(count), count);
    }

    public Vector vector(BuildColumn column) {
        return Vector.lazy(column.type(), positions, switch (column) {
            case BuildColumn.Longs longs -> new LongLoader(longs, this);
            case BuildColumn.Blocks blocks -> new BlockLoader(blocks, this);
        });
    }

    private record LongLoader(BuildColumn.Longs column, Gather gather) implements Vector.Loader {
        @Override
        public Optional<long[]> longs(Type type, long[] target) {
            return gather.mayMiss || column.validity().isPresent() ? nullable(target) : plain(target);
        }

        private Optional<long[]> plain(long[] target) {
            long[] values = column.values();
            int[] buildRows = gather.buildRows;
            if (gather.count == gather.positions) {
                for (int i = 0; i < gather.count; i++) {
                    target[i] = values[buildRows[i]];
                }
            } else {
                int[] rows = gather.rows;
                for (int i = 0; i < gather.count; i++) {
                    int row = rows[i];
                    target[row] = values[buildRows[row]];
                }
            }
            return Optional.empty();
        }

        private Optional<long[]> nullable(long[] target) {
            long[] validity = new long[Bitmap.wordsForBits(gather.positions)];
            Arrays.fill(validity, -1);
            boolean anyNull = false;
            for (int i = 0; i < gather.count; i++) {
                int row = gather.rows[i];
                int buildRow = gather.buildRows[row];
                if (buildRow < 0 || column.isNull(buildRow)) {
                    validity[row >>> 6] &= ~(1L << row);
                    anyNull = true;
                } else {
                    target[row] = column.values()[buildRow];
                }
            }
            return anyNull ? Optional.of(validity) : Optional.empty();
        }

        @Override
        public Block block() {
            long[] target = new long[gather.positions];
            Optional<long[]> validity = longs(column.type(), target);
            return Vector.ofLongs(column.type(), gather.positions, target, validity).block();
        }

        @Override
        public Block block(int[] rows, int offset, int count) {
            return new LongLoader(column, gather.some(rows, offset, count)).block();
        }

        @Override
        public Optional<long[]> longs(Type type, int[] rows, int count, long[] target) {
            return new LongLoader(column, gather.some(rows, 0, count)).longs(type, target);
        }
    }

    private record BlockLoader(BuildColumn.Blocks column, Gather gather) implements Vector.Loader {
        @Override
        public Block block() {
            if (gather.positions == gather.count || isSmall()) {
                return block(Batch.identity(gather.positions), 0, gather.positions);
            }
            Block wanted = block(gather.rows, 0, gather.count);
            int[] ids = new int[gather.positions];
            for (int i = 0; i < gather.count; i++) {
                ids[gather.rows[i]] = i;
            }
            return DictionaryBlock.create(gather.positions, wanted, ids);
        }

        private boolean isSmall() {
            return column.chunks().length == 1 && column.count() <= DICTIONARY_MAX;
        }

        @Override
        public Block block(int[] rows, int offset, int count) {
            int[] ids = new int[count];
            int none = column.count();
            int[] codes = column.codes().orElse(null);
            for (int i = 0; i < count; i++) {
                int buildRow = gather.buildRows[rows[offset + i]];
                ids[i] = buildRow < 0 ? none : codes == null ? buildRow : codes[buildRow];
            }
            if (column.chunks().length > 1) {
                return fromChunks(ids);
            }
            return isSmall()
                    ? DictionaryBlock.create(count, column.chunks()[0], ids)
                    : column.chunks()[0].copyPositions(ids, 0, count);
        }

        private Block fromChunks(int[] ids) {
            BlockBuilder builder = column.type().createBlockBuilder(null, ids.length);
            for (int id : ids) {
                builder.append(column.chunk(id), column.position(id));
            }
            return builder.build();
        }
    }

    private Gather some(int[] wanted, int offset, int wantedCount) {
        int[] picked = new int[wantedCount];
        for (int i = 0; i < wantedCount; i++) {
            picked[i] = buildRows[wanted[offset + i]];
        }
        return new Gather(wantedCount, picked, mayMiss, Batch.identity(wantedCount), wantedCount);
    }
}

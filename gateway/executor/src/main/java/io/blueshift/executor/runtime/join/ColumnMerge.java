package io.blueshift.executor.runtime.join;

import io.blueshift.executor.runtime.interrupt.Interruption;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Makes one column of what several threads collected of it, one after the other in the order given. */
final class ColumnMerge {
    /** Blocks cannot be larger than two gigabytes; one block is faster than several. */
    private static final long ONE_BLOCK_BYTES_MAX = 1L << 30;
    private static final long CHUNK_BYTES = 64 << 20;
    private static final int APPENDED_ROWS = 1 << 16;

    private ColumnMerge() {}

    /**
     * @param parts what was collected
     * @param starts the row number of the first value of each part, and at the end the number of rows
     */
    static BuildColumn merge(Type type, List<ColumnCollector> parts, int[] starts) {
        int count = starts[starts.length - 1];
        return parts.isEmpty() || parts.getFirst() instanceof BlockColumnCollector
                ? mergeBlocks(type, parts, count)
                : mergeLongs(type, parts, starts, count);
    }

    private static BuildColumn mergeLongs(Type type, List<ColumnCollector> parts, int[] starts, int count) {
        long[] values = new long[count];
        long[] validity = null;
        for (int i = 0; i < parts.size(); i++) {
            Interruption.check();
            LongColumnCollector part = (LongColumnCollector) parts.get(i);
            part.values().copyTo(values, starts[i]);
            if (!part.nulls().isEmpty()) {
                validity = validity == null ? allValid(count) : validity;
                clear(part.nulls(), validity, starts[i]);
            }
        }
        return new BuildColumn.Longs(type, values, Optional.ofNullable(validity));
    }

    private static long[] allValid(int count) {
        long[] words = new long[Bitmap.wordsForBits(count)];
        Arrays.fill(words, -1L);
        return words;
    }

    private static void clear(BitSet nulls, long[] validity, int start) {
        for (int i = nulls.nextSetBit(0); i >= 0; i = nulls.nextSetBit(i + 1)) {
            int row = start + i;
            validity[row >>> 6] &= ~(1L << row);
        }
    }

    private static BuildColumn mergeBlocks(Type type, List<ColumnCollector> parts, int count) {
        List<ValueBlock> pieces = new ArrayList<>();
        for (ColumnCollector part : parts) {
            pieces.addAll(((BlockColumnCollector) part).finish());
        }
        return TextDictionary.column(type, pieces, count).orElseGet(() -> concatenate(type, pieces, count));
    }

    private static BuildColumn.Blocks concatenate(Type type, List<ValueBlock> pieces, int count) {
        long bytes = pieces.stream().mapToLong(ValueBlock::getSizeInBytes).sum();
        int shift = bytes <= ONE_BLOCK_BYTES_MAX ? 31 : chunkShift(pieces);
        List<ValueBlock> chunks = new ArrayList<>();
        int chunkRows = shift == 31 ? Integer.MAX_VALUE : 1 << shift;
        BlockBuilder builder = type.createBlockBuilder(null, Math.min(count + 1, chunkRows));
        for (ValueBlock piece : pieces) {
            int done = 0;
            while (done < piece.getPositionCount()) {
                Interruption.check();
                int part = Math.min(APPENDED_ROWS,
                        Math.min(piece.getPositionCount() - done, chunkRows - builder.getPositionCount()));
                builder.appendRange(piece, done, part);
                done += part;
                if (builder.getPositionCount() == chunkRows) {
                    chunks.add(builder.buildValueBlock());
                    builder = type.createBlockBuilder(null, chunkRows);
                }
            }
        }
        builder.appendNull();
        chunks.add(builder.buildValueBlock());
        return new BuildColumn.Blocks(type, chunks.toArray(ValueBlock[]::new), shift, count, Optional.empty());
    }

    /** So many rows that even a run of the longest stays far from the limit. */
    private static int chunkShift(List<ValueBlock> pieces) {
        long rowBytes = 1;
        for (ValueBlock piece : pieces) {
            rowBytes = Math.max(rowBytes, piece.getSizeInBytes() / Math.max(1, piece.getPositionCount()));
        }
        return Math.clamp(63 - Long.numberOfLeadingZeros(CHUNK_BYTES / rowBytes + 1), 0, 20);
    }
}

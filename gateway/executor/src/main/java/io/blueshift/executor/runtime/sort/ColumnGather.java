package io.blueshift.executor.runtime.sort;

import io.airlift.slice.Slices;
import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Fetches values of one column from wherever they are in the chunks, a whole column of a batch in one loop, in which many
 * misses of the cache overlap. Immutable, safe for all threads.
 */
final class ColumnGather {
    private final Type type;
    private final Block[] blocks;
    /** What the blocks show, themselves if they are flat. */
    private final ValueBlock[] values;
    private final boolean mayHaveNull;

    /** @param blocks the column in each chunk */
    ColumnGather(Type type, Block[] blocks) {
        this.type = requireNonNull(type, "type is null");
        this.blocks = blocks.clone();
        this.values = Arrays.stream(blocks).map(Block::getUnderlyingValueBlock).toArray(ValueBlock[]::new);
        this.mayHaveNull = Arrays.stream(blocks).anyMatch(Block::mayHaveNull);
    }

    /** The values at {@code addresses[offset..offset + count)}. */
    Vector gather(long[] addresses, int offset, int count) {
        if (LongForm.exists(type)) {
            return Vector.ofLongs(type, count, longs(addresses, offset, count), validity(addresses, offset, count));
        }
        return Vector.of(type, type.getValueBlockType() == VariableWidthBlock.class
                ? texts(addresses, offset, count)
                : any(addresses, offset, count));
    }

    private int position(int chunk, long address) {
        Block block = blocks[chunk];
        int position = RowChunks.position(address);
        return block == values[chunk] ? position : block.getUnderlyingValuePosition(position);
    }

    private long[] longs(long[] addresses, int offset, int count) {
        long[] longs = new long[count];
        boolean whole = type.getValueBlockType() == LongArrayBlock.class;
        for (int i = 0; i < count; i++) {
            long address = addresses[offset + i];
            int chunk = RowChunks.chunk(address);
            int position = position(chunk, address);
            longs[i] = whole
                    ? ((LongArrayBlock) values[chunk]).getLong(position)
                    : KeyPrefix.integer(values[chunk], position);
        }
        return longs;
    }

    private Optional<long[]> validity(long[] addresses, int offset, int count) {
        if (!mayHaveNull) {
            return Optional.empty();
        }
        long[] validity = new long[Bitmap.wordsForBits(count)];
        boolean anyNull = false;
        for (int i = 0; i < count; i++) {
            long address = addresses[offset + i];
            int chunk = RowChunks.chunk(address);
            if (values[chunk].isNull(position(chunk, address))) {
                anyNull = true;
            } else {
                Bitmap.set(validity, 0, i);
            }
        }
        return anyNull ? Optional.of(validity) : Optional.empty();
    }

    /** First how long each is, then the bytes. */
    private Block texts(long[] addresses, int offset, int count) {
        int[] ends = new int[count + 1];
        for (int i = 0; i < count; i++) {
            long address = addresses[offset + i];
            int chunk = RowChunks.chunk(address);
            ends[i + 1] = Math.addExact(ends[i],
                    ((VariableWidthBlock) values[chunk]).getSliceLength(position(chunk, address)));
        }
        byte[] bytes = new byte[ends[count]];
        for (int i = 0; i < count; i++) {
            long address = addresses[offset + i];
            int chunk = RowChunks.chunk(address);
            VariableWidthBlock texts = (VariableWidthBlock) values[chunk];
            texts.getRawSlice().getBytes(texts.getRawSliceOffset(position(chunk, address)), bytes, ends[i],
                    ends[i + 1] - ends[i]);
        }
        return new VariableWidthBlock(count, Slices.wrappedBuffer(bytes), ends, validity(addresses, offset, count));
    }

    private Block any(long[] addresses, int offset, int count) {
        BlockBuilder builder = type.createBlockBuilder(null, count);
        for (int i = 0; i < count; i++) {
            long address = addresses[offset + i];
            int chunk = RowChunks.chunk(address);
            builder.append(values[chunk], position(chunk, address));
        }
        return builder.build();
    }
}

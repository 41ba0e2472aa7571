package io.blueshift.connector.jdbc.decode;

import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ShortArrayBlock;

import java.util.Arrays;
import java.util.Optional;

/**
 * Values that the engine keeps in 1, 2, 4 or 8 bytes each. They are decoded as longs: a block is a copy anyway, which
 * costs no more for cutting them to their width.
 */
public final class LongDecoder extends ColumnDecoder {
    private final Value value;
    private final Blocks blocks;
    private long[] values = new long[0];

    private LongDecoder(Value value, Blocks blocks) {
        this.value = value;
        this.blocks = blocks;
    }

    public static ColumnDecoder longs(Value value) {
        return new LongDecoder(value,
                (rows, valid, values) -> new LongArrayBlock(rows, valid, Arrays.copyOf(values, rows)));
    }

    /** @param value within the range of an int */
    public static ColumnDecoder ints(Value value) {
        return new LongDecoder(value, (rows, valid, values) -> {
            int[] cut = new int[rows];
            for (int i = 0; i < rows; i++) {
                cut[i] = (int) values[i];
            }
            return new IntArrayBlock(rows, valid, cut);
        });
    }

    /** @param value within the range of a short */
    public static ColumnDecoder shorts(Value value) {
        return new LongDecoder(value, (rows, valid, values) -> {
            short[] cut = new short[rows];
            for (int i = 0; i < rows; i++) {
                cut[i] = (short) values[i];
            }
            return new ShortArrayBlock(rows, valid, cut);
        });
    }

    /** @param value within the range of a byte */
    public static ColumnDecoder bytes(Value value) {
        return new LongDecoder(value, (rows, valid, values) -> {
            byte[] cut = new byte[rows];
            for (int i = 0; i < rows; i++) {
                cut[i] = (byte) values[i];
            }
            return new ByteArrayBlock(rows, valid, cut);
        });
    }

    @Override
    protected void resize(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    protected void put(int row, byte[] bytes, int offset, int length) {
        values[row] = value.decode(bytes, offset, length);
    }

    @Override
    protected void putNull(int row) {
        values[row] = 0;
    }

    @Override
    protected Block block(int rows, Optional<long[]> valid) {
        return blocks.of(rows, valid, values);
    }

    /** One value in the engine's representation. */
    @FunctionalInterface
    public interface Value {
        long decode(byte[] bytes, int offset, int length);
    }

    /** A block of the first rows' values. */
    @FunctionalInterface
    private interface Blocks {
        Block of(int rows, Optional<long[]> valid, long[] values);
    }
}

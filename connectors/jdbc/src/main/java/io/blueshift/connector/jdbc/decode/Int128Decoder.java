package io.blueshift.connector.jdbc.decode;

import io.trino.spi.block.Block;
import io.trino.spi.block.Int128ArrayBlock;

import java.util.Arrays;
import java.util.Optional;

/** Values that the engine keeps in 16 bytes each. */
public final class Int128Decoder extends ColumnDecoder {
    private final Value value;
    /** Two for each row. */
    private long[] values = new long[0];

    public Int128Decoder(Value value) {
        this.value = value;
    }

    @Override
    protected void resize(int capacity) {
        values = Arrays.copyOf(values, capacity * 2);
    }

    @Override
    protected void put(int row, byte[] bytes, int offset, int length) {
        value.decode(bytes, offset, length, values, row * 2);
    }

    @Override
    protected void putNull(int row) {
        values[row * 2] = 0;
        values[row * 2 + 1] = 0;
    }

    @Override
    protected Block block(int rows, Optional<long[]> valid) {
        return new Int128ArrayBlock(rows, valid, Arrays.copyOf(values, rows * 2));
    }

    /** Puts one value in the engine's representation at {@code output[index]} and the place after it. */
    @FunctionalInterface
    public interface Value {
        void decode(byte[] bytes, int offset, int length, long[] output, int index);
    }
}

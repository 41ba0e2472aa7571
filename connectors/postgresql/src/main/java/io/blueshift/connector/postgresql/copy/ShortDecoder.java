package io.blueshift.connector.postgresql.copy;

import io.trino.spi.block.Block;
import io.trino.spi.block.ShortArrayBlock;

import java.util.Arrays;
import java.util.Optional;

/** Values that the engine keeps in 2 bytes each. */
final class ShortDecoder extends ColumnDecoder {
    private final Value value;
    private short[] values = new short[0];

    ShortDecoder(Value value) {
        this.value = value;
    }

    @Override
    void resize(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    void put(int row, byte[] bytes, int offset, int length) {
        values[row] = value.decode(bytes, offset, length);
    }

    @Override
    void putNull(int row) {
        values[row] = 0;
    }

    @Override
    Block block(int rows, Optional<long[]> valid) {
        return new ShortArrayBlock(rows, valid, Arrays.copyOf(values, rows));
    }

    /** One value in the engine's representation. */
    @FunctionalInterface
    interface Value {
        short decode(byte[] bytes, int offset, int length);
    }
}

package io.blueshift.connector.postgresql.copy;

import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;

import java.util.Arrays;
import java.util.Optional;

/** Values that the engine keeps in 1 byte each. */
final class ByteDecoder extends ColumnDecoder {
    private final Value value;
    private byte[] values = new byte[0];

    ByteDecoder(Value value) {
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
        return new ByteArrayBlock(rows, valid, Arrays.copyOf(values, rows));
    }

    /** One value in the engine's representation. */
    @FunctionalInterface
    interface Value {
        byte decode(byte[] bytes, int offset, int length);
    }
}

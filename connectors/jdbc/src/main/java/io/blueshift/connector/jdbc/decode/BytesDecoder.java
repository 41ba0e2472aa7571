package io.blueshift.connector.jdbc.decode;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.block.Block;
import io.trino.spi.block.VariableWidthBlock;

import java.util.Arrays;
import java.util.Optional;

/** Values of varying length. What is sent is what the engine keeps, unless a subclass says otherwise. */
public class BytesDecoder extends ColumnDecoder {
    /** The largest array that all JVMs can make. */
    private static final int BYTES_MAX = Integer.MAX_VALUE - 8;

    /** Where each row ends; a row begins where the one before it ends. */
    private int[] ends = new int[0];
    private byte[] content = new byte[0];
    private int size;

    @Override
    protected final void resize(int capacity) {
        ends = Arrays.copyOf(ends, capacity);
    }

    @Override
    protected void put(int row, byte[] bytes, int offset, int length) {
        add(row, bytes, offset, length);
    }

    protected final void add(int row, Slice value) {
        add(row, value.byteArray(), value.byteArrayOffset(), value.length());
    }

    protected final void add(int row, byte[] bytes, int offset, int length) {
        if (content.length - size < length) {
            long wanted = Math.max((long) size + length, Math.min(content.length * 2L, BYTES_MAX));
            content = Arrays.copyOf(content, Math.toIntExact(wanted));
        }
        System.arraycopy(bytes, offset, content, size, length);
        size += length;
        ends[row] = size;
    }

    /** How many bytes are left without the spaces at the end. */
    protected static int withoutSpaces(byte[] bytes, int offset, int length) {
        int end = offset + length;
        while (end > offset && bytes[end - 1] == ' ') {
            end--;
        }
        return end - offset;
    }

    @Override
    protected final void putNull(int row) {
        ends[row] = size;
    }

    @Override
    protected final Block block(int rows, Optional<long[]> valid) {
        int[] offsets = new int[rows + 1];
        System.arraycopy(ends, 0, offsets, 1, rows);
        Slice bytes = Slices.wrappedBuffer(Arrays.copyOf(content, size));
        size = 0;
        return new VariableWidthBlock(rows, bytes, offsets, valid);
    }
}

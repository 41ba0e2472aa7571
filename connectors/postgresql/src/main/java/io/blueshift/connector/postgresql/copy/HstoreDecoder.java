package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.trino.spi.block.Block;
import io.trino.spi.type.MapType;

import java.util.Arrays;
import java.util.Optional;

/** HSTORE: the number of pairs (4 bytes), then per pair: length of the key (4), key, length (4), value; NULL's is -1. */
final class HstoreDecoder extends ColumnDecoder {
    private final MapType type;
    private final ColumnDecoder keys;
    private final ColumnDecoder values;
    private int[] ends = new int[0];
    private int pairs;

    HstoreDecoder(MapType type, ColumnDecoder keys, ColumnDecoder values) {
        this.type = type;
        this.keys = keys;
        this.values = values;
    }

    @Override
    protected void resize(int capacity) {
        ends = Arrays.copyOf(ends, capacity);
    }

    @Override
    protected void put(int row, byte[] bytes, int start, int length) {
        int count = BigEndian.getInt(bytes, start);
        int offset = start + Integer.BYTES;
        for (int i = 0; i < count; i++) {
            offset = text(keys, bytes, offset);
            offset = text(values, bytes, offset);
        }
        MalformedCopyException.checkLength(length, offset - start);
        pairs += count;
        ends[row] = pairs;
    }

    private static int text(ColumnDecoder output, byte[] bytes, int offset) {
        int length = BigEndian.getInt(bytes, offset);
        int start = offset + Integer.BYTES;
        if (length < 0) {
            output.appendNull();
            return start;
        }
        output.append(bytes, start, length);
        return start + length;
    }

    @Override
    protected void putNull(int row) {
        ends[row] = pairs;
    }

    @Override
    protected Block block(int rows, Optional<long[]> valid) {
        int[] offsets = new int[rows + 1];
        System.arraycopy(ends, 0, offsets, 1, rows);
        pairs = 0;
        return type.createBlockFromKeyValue(valid, offsets, keys.take(), values.take());
    }
}

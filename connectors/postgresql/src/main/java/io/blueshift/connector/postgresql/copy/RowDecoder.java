package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlock;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

/** Composites: the number of their fields (4 bytes), then per field: type (4), length (4), value; NULL's length is -1. */
final class RowDecoder extends ColumnDecoder {
    private final List<Type> types;
    private final List<ColumnDecoder> fields;

    RowDecoder(RowType type, List<ColumnDecoder> fields) {
        this.types = type.getFieldTypes();
        this.fields = fields;
    }

    @Override
    protected void resize(int capacity) {
        // The fields grow by themselves
    }

    @Override
    protected void put(int row, byte[] bytes, int start, int length) {
        int count = BigEndian.getInt(bytes, start);
        if (count != fields.size()) {
            throw new MalformedCopyException(
                    "a composite of " + count + " fields where " + fields.size() + " were expected");
        }
        int offset = start + Integer.BYTES;
        for (int i = 0; i < count; i++) {
            SentTypes.check(types.get(i), BigEndian.getInt(bytes, offset));
            int size = BigEndian.getInt(bytes, offset + Integer.BYTES);
            offset += 2 * Integer.BYTES;
            if (size < 0) {
                fields.get(i).appendNull();
            } else {
                fields.get(i).append(bytes, offset, size);
                offset += size;
            }
        }
        MalformedCopyException.checkLength(length, offset - start);
    }

    @Override
    protected void putNull(int row) {
        fields.forEach(ColumnDecoder::appendNull);
    }

    @Override
    protected Block block(int rows, Optional<long[]> valid) {
        return RowBlock.fromNotNullSuppressedFieldBlocks(rows, valid,
                fields.stream().map(ColumnDecoder::take).toArray(Block[]::new));
    }
}

package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.NumberType;
import io.trino.spi.type.TrinoNumber;

import java.util.Optional;

/** NUMERIC without bounds: the one type of which each value is an object for a moment, because it has no bounds. */
final class NumberDecoder extends ColumnDecoder {
    private BlockBuilder values = NumberType.NUMBER.createBlockBuilder(null, 0);

    @Override
    protected void resize(int capacity) {
        // The builder grows by itself
    }

    @Override
    protected void put(int row, byte[] bytes, int offset, int length) {
        NumberType.NUMBER.writeObject(values, switch (SentNumeric.sign(bytes, offset)) {
            case SentNumeric.NOT_A_NUMBER -> TrinoNumber.from(new TrinoNumber.NotANumber());
            case SentNumeric.INFINITY -> TrinoNumber.from(new TrinoNumber.Infinity(false));
            case SentNumeric.NEGATIVE_INFINITY -> TrinoNumber.from(new TrinoNumber.Infinity(true));
            default -> Numbers.of(SentNumeric.toBigDecimal(bytes, offset));
        });
    }

    @Override
    protected void putNull(int row) {
        values.appendNull();
    }

    @Override
    protected Block block(int rows, Optional<long[]> valid) {
        Block block = values.build();
        values = NumberType.NUMBER.createBlockBuilder(null, rows);
        return block;
    }
}

package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.block.MapBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares blocks bit for bit, whatever form they have in memory. */
public final class BlockComparison {
    private BlockComparison() {}

    public static void assertSame(Type type, Block actual, Block expected) {
        assertThat(actual.getPositionCount()).isEqualTo(expected.getPositionCount());
        ValueBlock actualValues = Encodings.flatten(actual);
        ValueBlock expectedValues = Encodings.flatten(expected);
        for (int i = 0; i < expected.getPositionCount(); i++) {
            if (actual.isNull(i) != expected.isNull(i)) {
                throw new AssertionError("position %d is NULL: %s".formatted(i, actual.isNull(i)));
            }
            if (!expected.isNull(i)) {
                assertSameValue(type, actualValues.getSingleValueBlock(i), expectedValues.getSingleValueBlock(i), i);
            }
        }
    }

    private static void assertSameValue(Type type, ValueBlock actual, ValueBlock expected, int position) {
        switch (type) {
            case ArrayType array -> assertSame(
                    array.getElementType(),
                    ((ArrayBlock) actual).getElementsBlock(),
                    ((ArrayBlock) expected).getElementsBlock());
            case MapType map -> {
                assertSame(map.getKeyType(), ((MapBlock) actual).getKeyBlock(), ((MapBlock) expected).getKeyBlock());
                assertSame(
                        map.getValueType(),
                        ((MapBlock) actual).getValueBlock(),
                        ((MapBlock) expected).getValueBlock());
            }
            case RowType row -> {
                for (int i = 0; i < row.getFieldTypes().size(); i++) {
                    assertSame(
                            row.getFieldTypes().get(i),
                            ((RowBlock) actual).getFieldBlocks().get(i),
                            ((RowBlock) expected).getFieldBlocks().get(i));
                }
            }
            default -> {
                if (!Arrays.equals(bytes(type, actual), bytes(type, expected))) {
                    throw new AssertionError("value at %d differs".formatted(position));
                }
            }
        }
    }

    private static byte[] bytes(Type type, ValueBlock value) {
        ByteWriter out = new ByteWriter(32);
        Encodings.writePlain(type, value, out);
        return out.toByteArray();
    }
}

package io.blueshift.store.encoding;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;

import static io.trino.spi.type.TypeUtils.writeNativeValue;

/**
 * Hashes of values by their bits, as files keep them in filters: part of the format. Up to 64 bits the value's sign extension
 * is mixed, wider ones word by word, byte strings eight at a time.
 */
public final class ValueHashes {
    private ValueHashes() {}

    /** The hashes of the values that are not NULL, in order. For storage that is not nested. */
    public static long[] of(ValueBlock block) {
        ValueIdentity identity = ValueIdentity.of(block);
        long[] hashes = new long[block.getPositionCount()];
        boolean anyNull = block.hasNull();
        int count = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (!anyNull || !block.isNull(i)) {
                hashes[count++] = identity.hash(i);
            }
        }
        return count == hashes.length ? hashes : Arrays.copyOf(hashes, count);
    }

    /** The hash of one value in its type's native Java form. */
    public static long of(Type type, Object value) {
        BlockBuilder builder = type.createBlockBuilder(null, 1);
        writeNativeValue(type, builder, value);
        return ValueIdentity.of(builder.buildValueBlock()).hash(0);
    }
}

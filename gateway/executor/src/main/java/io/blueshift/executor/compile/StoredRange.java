package io.blueshift.executor.compile;

import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;

/**
 * Whether a value fits what its type is stored in. Trino's functions for dates and months compute with longs and leave it to
 * the writing of a block to refuse what 32 bits do not hold; here values are stored as longs, and would be cut off later.
 */
final class StoredRange {
    private StoredRange() {}

    static boolean mayBeLeft(Type type) {
        // Integers are checked where they are computed
        return type.getValueBlockType() == IntArrayBlock.class && !(type instanceof IntegerType)
                && !(type instanceof RealType);
    }

    /** The value, or the type's own error; called by generated code. */
    static long check(long value, Type type) {
        if (value != (int) value) {
            type.writeLong(type.createBlockBuilder(null, 1), value);
        }
        return value;
    }
}

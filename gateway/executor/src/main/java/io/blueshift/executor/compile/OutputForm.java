package io.blueshift.executor.compile;

import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * How generated code delivers values: in an array of longs, one for each row or, of long decimals, two; or, of all other
 * types, one after the other into a block builder.
 */
final class OutputForm {
    private OutputForm() {}

    static boolean hasLongs(Type type) {
        return LongForm.exists(type) || isLongDecimal(type);
    }

    static long[] allocate(Type type, int positions) {
        return new long[isLongDecimal(type) ? 2 * positions : positions];
    }

    static Vector vector(Type type, int positions, long[] longs, Optional<long[]> validity) {
        return isLongDecimal(type)
                ? Vector.of(type, new Int128ArrayBlock(positions, validity, longs))
                : Vector.ofLongs(type, positions, longs, validity);
    }

    private static boolean isLongDecimal(Type type) {
        return type instanceof DecimalType decimal && !decimal.isShort();
    }
}

package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;

import java.util.Set;

/**
 * Which types' values are the same exactly if their longs are, and how to make it so for floating point: one NaN, one
 * zero (the positive one, which is then also what the group shows).
 */
public final class LongKeys {
    private static final Set<String> EXACT = Set.of("boolean", "tinyint", "smallint", "integer", "bigint",
            "interval day to second", "interval year to month", "unknown");

    private static final long NAN = Double.doubleToLongBits(Double.NaN);
    private static final long NAN_REAL = Float.floatToIntBits(Float.NaN);
    private static final long NEGATIVE_ZERO_REAL = Float.floatToIntBits(-0.0f);

    private LongKeys() {}

    /** Whether it is so for a type. */
    public static boolean exist(Type type) {
        return switch (type) {
            case DecimalType decimal -> decimal.isShort();
            case TimestampType timestamp -> timestamp.isShort();
            case DateType _,TimeType _,DoubleType _,RealType _ -> true;
            default -> EXACT.contains(type.getDisplayName());
        };
    }

    /** The longs of a vector, of floating point those that stand for all that are the same. */
    public static long[] of(Vector vector, int[] rows, int count) {
        long[] longs = vector.longs();
        if (vector.type() instanceof DoubleType) {
            return canonicalDoubles(longs, rows, count);
        }
        return vector.type() instanceof RealType ? canonicalReals(longs, rows, count) : longs;
    }

    private static long[] canonicalDoubles(long[] longs, int[] rows, int count) {
        long[] canonical = new long[count == 0 ? 0 : rows[count - 1] + 1];
        for (int i = 0; i < count; i++) {
            long value = longs[rows[i]];
            double number = Double.longBitsToDouble(value);
            canonical[rows[i]] = number == 0 ? 0 : number != number ? NAN : value;
        }
        return canonical;
    }

    private static long[] canonicalReals(long[] longs, int[] rows, int count) {
        long[] canonical = new long[count == 0 ? 0 : rows[count - 1] + 1];
        for (int i = 0; i < count; i++) {
            long value = longs[rows[i]];
            boolean nan = Float.isNaN(Float.intBitsToFloat((int) value));
            canonical[rows[i]] = value == NEGATIVE_ZERO_REAL ? 0 : nan ? NAN_REAL : value;
        }
        return canonical;
    }

    public static boolean isNull(long[] validity, int row) {
        return !Bitmap.isSet(validity, 0, row);
    }
}

package io.blueshift.executor.runtime.join;

import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.type.AbstractIntType;
import io.trino.spi.type.AbstractLongType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;

import java.util.Optional;

/**
 * How the longs of a type become keys: longs that are equal exactly where the values are. The key of a key is itself. NaN
 * is the exception, it has a key but may not be equal to itself.
 */
public enum LongKey {
    /** The longs themselves; their order is that of the values. */
    PLAIN,
    /** {@code doubleToLongBits}, with one zero and one NaN. */
    DOUBLE,
    /** {@code floatToIntBits}, with one zero and one NaN. */
    REAL,
    /** Milliseconds above 12 bits of time zone, which do not matter. */
    ZONED;

    private static final long NEGATIVE_ZERO_DOUBLE = Double.doubleToRawLongBits(-0.0);
    private static final long NEGATIVE_ZERO_REAL = Float.floatToRawIntBits(-0.0f);
    private static final long ZONE_MASK = (1 << 12) - 1;

    /** Absent for types that have no longs, or whose longs do not tell what is equal. */
    public static Optional<LongKey> of(Type type) {
        if (!LongForm.exists(type)) {
            return Optional.empty();
        }
        return switch (type) {
            case DoubleType _ -> Optional.of(DOUBLE);
            case RealType _ -> Optional.of(REAL);
            case TimestampWithTimeZoneType _ -> Optional.of(ZONED);
            case BooleanType _,TinyintType _,SmallintType _,DecimalType _,TimestampType _ -> Optional.of(PLAIN);
            case AbstractIntType _,AbstractLongType _ -> Optional.of(PLAIN);
            default -> Optional.empty();
        };
    }

    /** Keys of some rows of a vector to the front of an array; those of NULLs are some number. */
    public void read(Vector vector, int[] rows, int count, long[] target) {
        long[] longs = vector.longs();
        switch (this) {
            case PLAIN -> {
                for (int i = 0; i < count; i++) {
                    target[i] = longs[rows[i]];
                }
            }
            case DOUBLE -> {
                for (int i = 0; i < count; i++) {
                    target[i] = ofDouble(longs[rows[i]]);
                }
            }
            case REAL -> {
                for (int i = 0; i < count; i++) {
                    target[i] = ofReal(longs[rows[i]]);
                }
            }
            case ZONED -> {
                for (int i = 0; i < count; i++) {
                    target[i] = longs[rows[i]] & ~ZONE_MASK;
                }
            }
        }
    }

    /** The key of one value. */
    public long of(long value) {
        return switch (this) {
            case PLAIN -> value;
            case DOUBLE -> ofDouble(value);
            case REAL -> ofReal(value);
            case ZONED -> value & ~ZONE_MASK;
        };
    }

    private static long ofDouble(long bits) {
        return bits == NEGATIVE_ZERO_DOUBLE ? 0 : Double.doubleToLongBits(Double.longBitsToDouble(bits));
    }

    private static long ofReal(long bits) {
        return bits == NEGATIVE_ZERO_REAL ? 0 : Float.floatToIntBits(Float.intBitsToFloat((int) bits));
    }

    /**
     * Keeps the rows, at the front of the array, that can be equal to something: those with a value that is not NaN, unless
     * NaN counts as a value.
     */
    public int keepKeyed(Vector vector, boolean nanIsValue, int[] rows, int count) {
        int kept = count;
        Optional<long[]> validity = vector.validity();
        if (validity.isPresent()) {
            kept = keepValid(validity.get(), rows, kept);
        }
        if (!nanIsValue && (this == DOUBLE || this == REAL)) {
            kept = keepNumbers(vector.longs(), rows, kept);
        }
        return kept;
    }

    private static int keepValid(long[] validity, int[] rows, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            rows[kept] = row;
            kept += Bitmap.isSet(validity, 0, row) ? 1 : 0;
        }
        return kept;
    }

    private int keepNumbers(long[] longs, int[] rows, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            boolean nan = this == DOUBLE
                    ? Double.isNaN(Double.longBitsToDouble(longs[row]))
                    : Float.isNaN(Float.intBitsToFloat((int) longs[row]));
            rows[kept] = row;
            kept += nan ? 0 : 1;
        }
        return kept;
    }
}

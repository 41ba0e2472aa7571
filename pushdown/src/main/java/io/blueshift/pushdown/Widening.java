package io.blueshift.pushdown;

import io.trino.spi.type.BigintType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

/** Which casts of the engine change no value, so that a source may compare without them. */
public final class Widening {
    private Widening() {}

    public static boolean keepsValues(Type from, Type to) {
        if (isExactNumber(from) && isExactNumber(to)) {
            return integerDigits(from) <= integerDigits(to) && scale(from) <= scale(to);
        }
        if (from instanceof VarcharType narrow && to instanceof VarcharType wide) {
            return wide.isUnbounded() || !narrow.isUnbounded() && narrow.getBoundedLength() <= wide.getBoundedLength();
        }
        if (from instanceof CharType narrow && to instanceof CharType wide) {
            return narrow.getLength() <= wide.getLength();
        }
        return from instanceof TimestampType narrow && to instanceof TimestampType wide
                && narrow.getPrecision() <= wide.getPrecision();
    }

    static boolean isExactNumber(Type type) {
        return type instanceof DecimalType || isInteger(type);
    }

    private static boolean isInteger(Type type) {
        return type instanceof TinyintType || type instanceof SmallintType || type instanceof IntegerType
                || type instanceof BigintType;
    }

    /** Digits before the point. */
    private static int integerDigits(Type type) {
        return switch (type) {
            case TinyintType _ -> 3;
            case SmallintType _ -> 5;
            case IntegerType _ -> 10;
            case BigintType _ -> 19;
            case DecimalType decimal -> decimal.getPrecision() - decimal.getScale();
            default -> throw new IllegalArgumentException(type.getDisplayName());
        };
    }

    private static int scale(Type type) {
        return type instanceof DecimalType decimal ? decimal.getScale() : 0;
    }
}

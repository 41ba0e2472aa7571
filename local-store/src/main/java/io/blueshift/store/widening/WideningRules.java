package io.blueshift.store.widening;

import io.trino.spi.type.BigintType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.Int128Math;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.Optional;
import java.util.function.UnaryOperator;

import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;
import static io.trino.spi.type.DateTimeEncoding.unpackZoneKey;
import static java.lang.Float.intBitsToFloat;
import static java.lang.Math.toIntExact;

/** Which types are wider than which. */
final class WideningRules {
    /** A double holds integers of 53 bits, a real of 24. */
    private static final int DOUBLE_DIGITS = 10;
    private static final int REAL_DIGITS = 5;

    private WideningRules() {}

    static Optional<Widening> between(Type from, Type to) {
        if (from.equals(to)) {
            return same(from, to);
        }
        if (digits(from) > 0) {
            return ofInteger(from, to);
        }
        return switch (from) {
            case RealType _ when to instanceof DoubleType -> converting(
                    from,
                    to,
                    value -> (double) intBitsToFloat(toIntExact((long) value)));
            case DecimalType narrow when to instanceof DecimalType wide -> ofDecimal(narrow, wide);
            case VarcharType narrow when to instanceof VarcharType wide && fits(narrow, wide) -> same(from, to);
            case CharType narrow when to instanceof CharType wide && narrow.getLength() <= wide.getLength() -> same(
                    from,
                    to);
            case TimeType narrow when to instanceof TimeType wide && narrow.getPrecision() <= wide.getPrecision() ->
                same(from, to);
            case TimestampType narrow when to instanceof TimestampType wide -> ofTimestamp(narrow, wide);
            case TimestampWithTimeZoneType narrow when to instanceof TimestampWithTimeZoneType wide -> ofTimestamp(
                    narrow,
                    wide);
            default -> NestedRules.between(from, to);
        };
    }

    private static Optional<Widening> same(Type from, Type to) {
        return Optional.of(new Widening(to, true, from, Optional.empty()));
    }

    private static Optional<Widening> converting(Type from, Type to, UnaryOperator<Object> value) {
        return Optional.of(new Widening(to, false, from, Optional.of(value)));
    }

    private static Optional<Widening> keepingBits(Type from, Type to, UnaryOperator<Object> value) {
        return Optional.of(new Widening(to, true, from, Optional.of(value)));
    }

    /** Decimal digits of the largest value of an integer type, 0 for other types. */
    private static int digits(Type type) {
        return switch (type) {
            case TinyintType _ -> 3;
            case SmallintType _ -> 5;
            case IntegerType _ -> 10;
            case BigintType _ -> 19;
            default -> 0;
        };
    }

    private static Optional<Widening> ofInteger(Type from, Type to) {
        int digits = digits(from);
        if (digits < digits(to)) {
            return keepingBits(from, to, UnaryOperator.identity());
        }
        return switch (to) {
            case DoubleType _ when digits <= DOUBLE_DIGITS -> converting(from, to, value -> (double) (long) value);
            case RealType _ when digits <= REAL_DIGITS -> converting(
                    from,
                    to,
                    value -> (long) Float.floatToRawIntBits((long) value));
            case DecimalType decimal when digits <= decimal.getPrecision() - decimal.getScale() -> rescaling(
                    from,
                    decimal,
                    decimal.getScale());
            default -> Optional.empty();
        };
    }

    private static Optional<Widening> ofDecimal(DecimalType from, DecimalType to) {
        int more = to.getScale() - from.getScale();
        if (more < 0 || from.getPrecision() - from.getScale() > to.getPrecision() - to.getScale()) {
            return Optional.empty();
        }
        return more == 0 && from.isShort() == to.isShort() ? same(from, to) : rescaling(from, to, more);
    }

    /** Appends zeros to the digits, and makes them 128 bits wide where the type is. */
    private static Optional<Widening> rescaling(Type from, DecimalType to, int zeros) {
        UnaryOperator<Object> value;
        if (to.isShort()) {
            long factor = Decimals.longTenToNth(zeros);
            value = digits -> (long) digits * factor;
        } else {
            value = digits -> Int128Math.rescale(
                    digits instanceof Int128 wide ? wide : Int128.valueOf((long) digits),
                    zeros);
        }
        return zeros == 0 ? keepingBits(from, to, value) : converting(from, to, value);
    }

    private static boolean fits(VarcharType from, VarcharType to) {
        return to.isUnbounded() || !from.isUnbounded() && from.getBoundedLength() <= to.getBoundedLength();
    }

    private static Optional<Widening> ofTimestamp(TimestampType from, TimestampType to) {
        if (from.getPrecision() > to.getPrecision()) {
            return Optional.empty();
        }
        return from.isShort() == to.isShort()
                ? same(from, to)
                : converting(from, to, value -> new LongTimestamp((long) value, 0));
    }

    private static Optional<Widening> ofTimestamp(TimestampWithTimeZoneType from, TimestampWithTimeZoneType to) {
        if (from.getPrecision() > to.getPrecision()) {
            return Optional.empty();
        }
        return from.isShort() == to.isShort()
                ? same(from, to)
                : converting(from, to, value -> LongTimestampWithTimeZone.fromEpochMillisAndFraction(
                        unpackMillisUtc((long) value),
                        0,
                        unpackZoneKey((long) value)));
    }
}

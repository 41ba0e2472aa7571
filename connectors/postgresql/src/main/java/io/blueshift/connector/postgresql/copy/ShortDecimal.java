package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.decode.LongDecoder;
import io.blueshift.connector.jdbc.decode.PowersOfTen;
import io.trino.spi.type.DecimalType;

import static io.blueshift.connector.postgresql.copy.SentNumeric.BASE;
import static io.blueshift.connector.postgresql.copy.SentNumeric.BASE_DIGITS;

/**
 * NUMERIC(p, s) of up to 18 digits as the long that the engine keeps: the value times 10^s. The digits of base 10000 are
 * added up where the sum has 18 decimal digits at most; the few others go the long way.
 */
final class ShortDecimal implements LongDecoder.Value {
    private final DecimalType type;
    private final int scale;
    /** 10^p: values are less. */
    private final long limit;

    ShortDecimal(DecimalType type) {
        this.type = type;
        this.scale = type.getScale();
        this.limit = PowersOfTen.of(type.getPrecision());
    }

    @Override
    public long decode(byte[] bytes, int offset, int length) {
        boolean negative = SentNumeric.negative(bytes, offset, type);
        int count = SentNumeric.count(bytes, offset);
        if (count == 0) {
            return 0;
        }
        int exponent = SentNumeric.lastExponent(bytes, offset, scale);
        int digits = (SentNumeric.weight(bytes, offset) + 1) * BASE_DIGITS + scale;
        if (digits > PowersOfTen.EXPONENT_MAX || exponent <= -BASE_DIGITS) {
            return SentNumeric.unscaled(bytes, offset, type).longValueExact();
        }
        long value = 0;
        for (int i = 0; i < count - 1; i++) {
            value = value * BASE + SentNumeric.digit(bytes, offset, i);
        }
        value = withLast(value, SentNumeric.digit(bytes, offset, count - 1), exponent);
        // Below zero: there is a digit behind the scale
        if (value < 0 || value >= limit) {
            return SentNumeric.unscaled(bytes, offset, type).longValueExact();
        }
        return negative ? -value : value;
    }

    private static long withLast(long value, int digit, int exponent) {
        if (exponent >= 0) {
            return (value * BASE + digit) * PowersOfTen.of(exponent);
        }
        long divisor = PowersOfTen.of(-exponent);
        return digit % divisor == 0 ? value * PowersOfTen.of(BASE_DIGITS + exponent) + digit / divisor : -1;
    }
}

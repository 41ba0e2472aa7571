package io.blueshift.connector.mysql.rows;

import io.blueshift.connector.jdbc.StandardReaders;
import io.blueshift.connector.jdbc.decode.PowersOfTen;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Int128;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * DECIMAL in digits as the engine keeps it: the value times ten to its scale. Up to 18 digits are added up; the few others
 * go the long way.
 */
final class DecimalText {
    private static final long NONE = Long.MIN_VALUE;

    private final DecimalType type;
    private final int scale;
    /** 10^p: values are less. Where that is more than a long holds, every long is. */
    private final long limit;

    DecimalText(DecimalType type) {
        this.type = type;
        this.scale = type.getScale();
        this.limit = type.isShort() ? PowersOfTen.of(type.getPrecision()) : Long.MAX_VALUE;
    }

    /** For types of up to 18 digits. */
    long unscaled(byte[] bytes, int offset, int length) {
        long value = sum(bytes, offset, length);
        return value == NONE ? exact(bytes, offset, length).longValueExact() : value;
    }

    /** For longer types: the high half at the index, the low half behind it. */
    void unscaled(byte[] bytes, int offset, int length, long[] output, int index) {
        long value = sum(bytes, offset, length);
        if (value == NONE) {
            Int128 exact = Int128.valueOf(exact(bytes, offset, length));
            output[index] = exact.getHigh();
            output[index + 1] = exact.getLow();
        } else {
            output[index] = value < 0 ? -1 : 0;
            output[index + 1] = value;
        }
    }

    private long sum(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int start = length > 0 && bytes[offset] == '-' ? offset + 1 : offset;
        int point = end - 1 - scale;
        boolean fraction = scale > 0 && point >= start && bytes[point] == '.';
        int digits = end - start - (fraction ? 1 : 0);
        if (digits > PowersOfTen.EXPONENT_MAX || scale > 0 && !fraction) {
            return NONE;
        }
        long value = fraction ? whole(bytes, start, point) : NumberText.digits(bytes, start, end - start);
        long behind = fraction ? NumberText.digits(bytes, point + 1, scale) : 0;
        if (value < 0 || behind < 0) {
            return NONE;
        }
        long sum = fraction ? value * PowersOfTen.of(scale) + behind : value;
        if (sum >= limit) {
            return NONE;
        }
        return start == offset ? sum : -sum;
    }

    /** Nothing may stand before the point. */
    private static long whole(byte[] bytes, int start, int point) {
        return point == start ? 0 : NumberText.digits(bytes, start, point - start);
    }

    private BigInteger exact(byte[] bytes, int offset, int length) {
        return StandardReaders.fitting(type, new BigDecimal(NumberText.text(bytes, offset, length))).unscaledValue();
    }
}

package io.blueshift.connector.postgresql.copy;

import io.trino.spi.TrinoException;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.Type;

import java.math.BigDecimal;
import java.math.BigInteger;

import static io.blueshift.connector.jdbc.StandardReaders.notRepresentable;

/**
 * The form in which NUMERIC is sent:
 *
 * <pre>
 * offset  0       2       4       6       8         10
 *         +-------+-------+-------+-------+---------+---------+--
 *         | n     | weight| sign  | scale | digit 0 | digit 1 | ... digit n-1
 *         +-------+-------+-------+-------+---------+---------+--
 * </pre>
 *
 * Each part has 16 bits. A digit is 0 to 9999; digit i counts 10000^(weight - i). Neither leading nor trailing zeros are
 * sent. The scale is the number of decimal digits behind the point.
 */
final class SentNumeric {
    static final int BASE = 10_000;
    /** Decimal digits in one digit. */
    static final int BASE_DIGITS = 4;

    private static final int WEIGHT = 2;
    private static final int SIGN = 4;
    private static final int SCALE = 6;
    private static final int DIGITS = 8;

    static final int POSITIVE = 0x0000;
    static final int NEGATIVE = 0x4000;
    static final int NOT_A_NUMBER = 0xC000;
    static final int INFINITY = 0xD000;
    static final int NEGATIVE_INFINITY = 0xF000;

    private SentNumeric() {}

    static int count(byte[] bytes, int offset) {
        return BigEndian.getShort(bytes, offset);
    }

    static int weight(byte[] bytes, int offset) {
        return BigEndian.getShort(bytes, offset + WEIGHT);
    }

    static int sign(byte[] bytes, int offset) {
        return BigEndian.getShort(bytes, offset + SIGN) & 0xFFFF;
    }

    static int digit(byte[] bytes, int offset, int index) {
        return BigEndian.getShort(bytes, offset + DIGITS + index * Short.BYTES);
    }

    /** The number with the scale that the server shows. Not for NaN and the infinities. */
    static BigDecimal toBigDecimal(byte[] bytes, int offset) {
        int count = count(bytes, offset);
        BigInteger digits = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
            digits = digits.multiply(BigInteger.valueOf(BASE)).add(BigInteger.valueOf(digit(bytes, offset, i)));
        }
        BigDecimal magnitude = new BigDecimal(digits, BASE_DIGITS * (count - 1 - weight(bytes, offset)))
                .setScale(BigEndian.getShort(bytes, offset + SCALE));
        return sign(bytes, offset) == NEGATIVE ? magnitude.negate() : magnitude;
    }

    /** The power of ten that the last digit counts if the value is taken times 10^scale. */
    static int lastExponent(byte[] bytes, int offset, int scale) {
        return BASE_DIGITS * (weight(bytes, offset) - (count(bytes, offset) - 1)) + scale;
    }

    /**
     * The value times 10^scale, however many digits it has.
     *
     * @throws TrinoException if the type has no room for it
     */
    static BigInteger unscaled(byte[] bytes, int offset, DecimalType type) {
        BigDecimal value = toBigDecimal(bytes, offset);
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > type.getScale()
                || Decimals.overflows(stripped.setScale(type.getScale()), type.getPrecision())) {
            throw notRepresentable(value.toString(), type);
        }
        return stripped.setScale(type.getScale()).unscaledValue();
    }

    /** @throws TrinoException if it is not a number */
    static boolean negative(byte[] bytes, int offset, Type type) {
        return switch (sign(bytes, offset)) {
            case POSITIVE -> false;
            case NEGATIVE -> true;
            case NOT_A_NUMBER -> throw notRepresentable("NaN", type);
            case INFINITY -> throw notRepresentable("Infinity", type);
            case NEGATIVE_INFINITY -> throw notRepresentable("-Infinity", type);
            default -> throw new MalformedCopyException("NUMERIC with the sign " + sign(bytes, offset));
        };
    }
}

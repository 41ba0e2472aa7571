package io.blueshift.connector.mysql.rows;

import io.blueshift.connector.jdbc.decode.LongDecoder;
import io.trino.spi.type.Type;

import java.math.BigInteger;

import static io.blueshift.connector.jdbc.StandardReaders.notRepresentable;
import static java.lang.Double.doubleToLongBits;
import static java.lang.Float.floatToIntBits;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Integers and floating-point numbers in decimal digits. */
final class NumberText {
    /** So many digits are never too large for a long. */
    static final int DIGITS_MAX = 18;

    private NumberText() {}

    /** @return what fails with a value outside of the range, as it would be if a column had been made wider */
    static LongDecoder.Value integers(Type type, long min, long max) {
        return (bytes, offset, length) -> {
            long value = integer(bytes, offset, length, type);
            if (value < min || value > max) {
                throw notRepresentable(Long.toString(value), type);
            }
            return value;
        };
    }

    private static long integer(byte[] bytes, int offset, int length, Type type) {
        boolean negative = length > 0 && bytes[offset] == '-';
        int start = negative ? 1 : 0;
        long value = length - start > DIGITS_MAX ? -1 : digits(bytes, offset + start, length - start);
        if (value < 0) {
            return anyInteger(text(bytes, offset, length), type);
        }
        return negative ? -value : value;
    }

    private static long anyInteger(String text, Type type) {
        try {
            return new BigInteger(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException _) {
            throw notRepresentable(text, type);
        }
    }

    /** @return below zero if there is another character, or none */
    static long digits(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return -1;
        }
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    static long doubleBits(byte[] bytes, int offset, int length) {
        return doubleToLongBits(Double.parseDouble(text(bytes, offset, length)));
    }

    /** Of a FLOAT that is sent as a DOUBLE: the nearest float is the one that is stored. */
    static long floatBits(byte[] bytes, int offset, int length) {
        return floatToIntBits((float) Double.parseDouble(text(bytes, offset, length)));
    }

    static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, ISO_8859_1);
    }
}

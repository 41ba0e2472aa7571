package io.blueshift.connector.lake.external;

import io.airlift.slice.Slice;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Int128;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers from text, exactly: what does not fit is an IllegalArgumentException. */
final class TextNumbers {
    /** Beyond this the digits of a decimal cannot matter, but computing with them would take for ever. */
    private static final int EXPONENT_MAX = 500;

    private TextNumbers() {}

    /** An integer in ASCII digits, blanks around it allowed; reads bytes, since a file has millions of these. */
    static long integer(Slice text, long min, long max) {
        int from = 0;
        int to = text.length();
        while (from < to && text.getByte(from) == ' ') {
            from++;
        }
        while (to > from && text.getByte(to - 1) == ' ') {
            to--;
        }
        boolean negative = from < to && text.getByte(from) == '-';
        if (negative || from < to && text.getByte(from) == '+') {
            from++;
        }
        if (from == to) {
            throw new IllegalArgumentException("");
        }
        // Summed up below zero, where the range is one larger
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("");
            }
            if (value < (Long.MIN_VALUE + digit) / 10) {
                throw outOfRange();
            }
            value = value * 10 - digit;
        }
        if (!negative) {
            if (value == Long.MIN_VALUE) {
                throw outOfRange();
            }
            value = -value;
        }
        if (value < min || value > max) {
            throw outOfRange();
        }
        return value;
    }

    static double doublePrecision(String text) {
        double value = switch (text.toLowerCase(Locale.ENGLISH)) {
            case "nan" -> Double.NaN;
            case "inf", "infinity", "+inf", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(plainNumber(text));
        };
        if (Double.isInfinite(value) && !isInfinityWord(text)) {
            throw outOfRange();
        }
        return value;
    }

    static float real(String text) {
        return switch (text.toLowerCase(Locale.ENGLISH)) {
            case "nan" -> Float.NaN;
            case "inf", "infinity", "+inf", "+infinity" -> Float.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Float.NEGATIVE_INFINITY;
            default -> {
                float value = Float.parseFloat(plainNumber(text));
                if (Float.isInfinite(value)) {
                    throw outOfRange();
                }
                yield value;
            }
        };
    }

    static void decimal(String text, DecimalType type, BlockBuilder target) {
        BigDecimal value = new BigDecimal(text);
        if (Math.abs(value.scale()) > EXPONENT_MAX) {
            throw outOfRange();
        }
        BigDecimal scaled;
        try {
            scaled = value.setScale(type.getScale(), RoundingMode.UNNECESSARY);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("it has more than %s decimal places".formatted(type.getScale()), e);
        }
        if (scaled.precision() > type.getPrecision() && scaled.signum() != 0) {
            throw outOfRange();
        }
        if (type.isShort()) {
            type.writeLong(target, scaled.unscaledValue().longValueExact());
        } else {
            type.writeObject(target, Int128.valueOf(scaled.unscaledValue()));
        }
    }

    private static boolean isInfinityWord(String text) {
        return text.toLowerCase(Locale.ENGLISH).contains("inf");
    }

    /** Refuses what Java would read but SQL would not: hexadecimal and type suffixes. */
    private static String plainNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                throw new IllegalArgumentException("");
            }
        }
        return text;
    }

    private static IllegalArgumentException outOfRange() {
        return new IllegalArgumentException("it is out of range");
    }
}

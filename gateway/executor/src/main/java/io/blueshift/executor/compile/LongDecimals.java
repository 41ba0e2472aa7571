package io.blueshift.executor.compile;

import io.trino.spi.TrinoException;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.Int128;
import io.trino.spi.type.Int128Math;

import static io.trino.spi.StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE;

/**
 * Decimals of more than 18 digits, of the same scale in and out, as generated code calculates with them. What has more than
 * 38 digits raises an error. Small enough to be inlined, so that no value becomes an object; the rare cases are not.
 */
final class LongDecimals {
    private LongDecimals() {}

    static Int128 multiply(long left, long right) {
        return Int128.valueOf(Math.multiplyHigh(left, right), left * right);
    }

    static Int128 multiply(Int128 left, long right) {
        long low = left.getLow();
        return left.getHigh() == low >> 63 ? multiply(low, right) : multiplyLarge(left, right);
    }

    static Int128 multiply(long left, Int128 right) {
        return multiply(right, left);
    }

    static Int128 multiply(Int128 left, Int128 right) {
        long leftLow = left.getLow();
        long rightLow = right.getLow();
        return left.getHigh() == leftLow >> 63 && right.getHigh() == rightLow >> 63
                ? multiply(leftLow, rightLow)
                : multiplyLarge(left, right);
    }

    private static Int128 multiplyLarge(Int128 left, long right) {
        return multiplyLarge(left, Int128.valueOf(right));
    }

    private static Int128 multiplyLarge(Int128 left, Int128 right) {
        try {
            return checked(Int128Math.multiply(left, right));
        } catch (ArithmeticException e) {
            throw new TrinoException(NUMERIC_VALUE_OUT_OF_RANGE, "Decimal overflow", e);
        }
    }

    static Int128 add(Int128 left, Int128 right) {
        long low = left.getLow() + right.getLow();
        long carry = Long.compareUnsigned(low, left.getLow()) < 0 ? 1 : 0;
        long high = left.getHigh() + right.getHigh() + carry;
        if (((left.getHigh() ^ high) & (right.getHigh() ^ high)) < 0) {
            throw overflow();
        }
        return checked(Int128.valueOf(high, low));
    }

    static Int128 subtract(Int128 left, Int128 right) {
        long low = left.getLow() - right.getLow();
        long borrow = Long.compareUnsigned(left.getLow(), right.getLow()) < 0 ? 1 : 0;
        long high = left.getHigh() - right.getHigh() - borrow;
        if (((left.getHigh() ^ right.getHigh()) & (left.getHigh() ^ high)) < 0) {
            throw overflow();
        }
        return checked(Int128.valueOf(high, low));
    }

    static Int128 add(Int128 left, long right) {
        return add(left, Int128.valueOf(right));
    }

    static Int128 add(long left, Int128 right) {
        return add(Int128.valueOf(left), right);
    }

    static Int128 add(long left, long right) {
        return add(Int128.valueOf(left), Int128.valueOf(right));
    }

    static Int128 subtract(Int128 left, long right) {
        return subtract(left, Int128.valueOf(right));
    }

    static Int128 subtract(long left, Int128 right) {
        return subtract(Int128.valueOf(left), right);
    }

    static Int128 subtract(long left, long right) {
        return subtract(Int128.valueOf(left), Int128.valueOf(right));
    }

    static boolean equal(Int128 left, Int128 right) {
        return left.getLow() == right.getLow() && left.getHigh() == right.getHigh();
    }

    static boolean less(Int128 left, Int128 right) {
        return left.compareTo(right) < 0;
    }

    static boolean lessOrEqual(Int128 left, Int128 right) {
        return left.compareTo(right) <= 0;
    }

    /** Puts a value at a place of an array of pairs, as blocks have them. */
    static void store(long[] pairs, int position, Int128 value) {
        pairs[2 * position] = value.getHigh();
        pairs[2 * position + 1] = value.getLow();
    }

    private static Int128 checked(Int128 value) {
        // Most values are far from the limit
        if (value.getHigh() != value.getLow() >> 63 && Decimals.overflows(value)) {
            throw overflow();
        }
        return value;
    }

    private static TrinoException overflow() {
        return new TrinoException(NUMERIC_VALUE_OUT_OF_RANGE, "Decimal overflow");
    }
}

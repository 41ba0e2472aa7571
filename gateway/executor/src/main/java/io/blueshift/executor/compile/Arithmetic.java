package io.blueshift.executor.compile;

import io.trino.spi.TrinoException;

import static io.trino.spi.StandardErrorCode.DIVISION_BY_ZERO;
import static io.trino.spi.StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE;

/**
 * Arithmetic on whole numbers as generated code calls it: what does not fit raises an error, and so does division by
 * zero. The texts are those of Trino's functions.
 */
final class Arithmetic {
    private Arithmetic() {}

    static long addBigint(long left, long right) {
        long result = left + right;
        if (((left ^ result) & (right ^ result)) < 0) {
            throw overflow("bigint addition", left, "+", right);
        }
        return result;
    }

    static long subtractBigint(long left, long right) {
        long result = left - right;
        if (((left ^ right) & (left ^ result)) < 0) {
            throw overflow("bigint subtraction", left, "-", right);
        }
        return result;
    }

    static long multiplyBigint(long left, long right) {
        long result = left * right;
        if (Math.multiplyHigh(left, right) != result >> 63) {
            throw overflow("bigint multiplication", left, "*", right);
        }
        return result;
    }

    static long divideBigint(long left, long right) {
        checkDivisor(right);
        if (left == Long.MIN_VALUE && right == -1) {
            throw overflow("bigint division", left, "/", right);
        }
        return left / right;
    }

    static long moduloBigint(long left, long right) {
        checkDivisor(right);
        return left % right;
    }

    static long addInteger(long left, long right) {
        long result = left + right;
        if ((int) result != result) {
            throw overflow("integer addition", left, "+", right);
        }
        return result;
    }

    static long subtractInteger(long left, long right) {
        long result = left - right;
        if ((int) result != result) {
            throw overflow("integer subtraction", left, "-", right);
        }
        return result;
    }

    static long multiplyInteger(long left, long right) {
        long result = left * right;
        if ((int) result != result) {
            throw overflow("integer multiplication", left, "*", right);
        }
        return result;
    }

    static long divideInteger(long left, long right) {
        checkDivisor(right);
        long result = left / right;
        if ((int) result != result) {
            throw overflow("integer division", left, "/", right);
        }
        return result;
    }

    static long moduloInteger(long left, long right) {
        checkDivisor(right);
        return left % right;
    }

    private static void checkDivisor(long divisor) {
        if (divisor == 0) {
            throw new TrinoException(DIVISION_BY_ZERO, "Division by zero");
        }
    }

    private static TrinoException overflow(String operation, long left, String symbol, long right) {
        return new TrinoException(NUMERIC_VALUE_OUT_OF_RANGE,
                "%s overflow: %s %s %s".formatted(operation, left, symbol, right));
    }
}

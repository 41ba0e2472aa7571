package io.blueshift.executor.compile;

import io.airlift.slice.Slice;
import io.trino.spi.block.VariableWidthBlock;

/**
 * Comparisons that generated code calls. Of floating-point numbers NaN is neither equal to nor less than any.
 */
final class Comparisons {
    private Comparisons() {}

    static boolean both(boolean left, boolean right) {
        return left & right;
    }

    static boolean either(boolean left, boolean right) {
        return left | right;
    }

    static boolean equal(boolean left, boolean right) {
        return left == right;
    }

    static boolean equal(double left, double right) {
        return left == right;
    }

    static boolean less(double left, double right) {
        return left < right;
    }

    static boolean lessOrEqual(double left, double right) {
        return left <= right;
    }

    static boolean equalReal(long left, long right) {
        return Float.intBitsToFloat((int) left) == Float.intBitsToFloat((int) right);
    }

    static boolean lessReal(long left, long right) {
        return Float.intBitsToFloat((int) left) < Float.intBitsToFloat((int) right);
    }

    static boolean lessOrEqualReal(long left, long right) {
        return Float.intBitsToFloat((int) left) <= Float.intBitsToFloat((int) right);
    }

    static boolean equal(Slice left, Slice right) {
        return left.equals(right);
    }

    static boolean equal(VariableWidthBlock left, int position, Slice right) {
        int length = left.getSliceLength(position);
        return length == right.length()
                && left.getRawSlice().equals(left.getRawSliceOffset(position), length, right, 0, length);
    }

    static boolean less(Slice left, Slice right) {
        return left.compareTo(right) < 0;
    }

    static boolean lessOrEqual(Slice left, Slice right) {
        return left.compareTo(right) <= 0;
    }
}

package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

/**
 * Values of a type as longs in the order of the type, so that the least or greatest of them can be found. Of floating point
 * these are the bits, all but the sign bit turned around if it is set; NaN becomes what never wins against a number. For
 * one thread.
 */
final class ExtremeOrder {
    private final Type type;
    private final boolean greatest;
    private final boolean zerosAlike;
    private long[] ordered = {};

    /** @param zerosAlike whether -0.0 is not less than 0.0, and comes back as that */
    ExtremeOrder(Type type, boolean greatest, boolean zerosAlike) {
        this.type = requireNonNull(type, "type is null");
        this.greatest = greatest;
        this.zerosAlike = zerosAlike;
    }

    /** What never wins, and what NaN becomes. */
    long losing() {
        return greatest ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** The longs of rows, each at its row. */
    long[] of(Vector argument, int[] rows, int from, int to) {
        long[] longs = argument.longs();
        if (!(type instanceof DoubleType) && !(type instanceof RealType)) {
            return longs;
        }
        int length = from == to ? 0 : rows[to - 1] + 1;
        if (ordered.length < length) {
            ordered = new long[length];
        }
        boolean real = type instanceof RealType;
        long negativeZero = real ? Integer.MIN_VALUE : Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            long bits = zerosAlike && longs[rows[i]] == negativeZero ? 0 : longs[rows[i]];
            boolean nan = real
                    ? Float.isNaN(Float.intBitsToFloat((int) bits))
                    : Double.isNaN(Double.longBitsToDouble(bits));
            ordered[rows[i]] = nan ? losing() : turn(bits);
        }
        return ordered;
    }

    /** Undoes itself. A REAL's bits are sign-extended, and stay so. */
    private static long turn(long bits) {
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /** The value that a long stands for, as its type has it. */
    long valueOf(long extreme) {
        return switch (type) {
            case DoubleType _ -> extreme == losing() ? Double.doubleToLongBits(Double.NaN) : turn(extreme);
            case RealType _ -> extreme == losing() ? Float.floatToIntBits(Float.NaN) : turn(extreme);
            default -> extreme;
        };
    }

    long retainedBytes() {
        return 8L * ordered.length;
    }
}

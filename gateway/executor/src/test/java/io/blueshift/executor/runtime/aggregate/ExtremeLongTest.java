package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ExtremeLongTest {
    private static final double[][] GROUPS = {
            {Double.NaN, 1, -2},
            {Double.NaN},
            {-0.0, 0.0},
            {Double.NEGATIVE_INFINITY, Double.NaN, Double.POSITIVE_INFINITY},
            {-1.5, -1.25, -300}};

    private static final double[] LEAST = {-2, Double.NaN, -0.0, Double.NEGATIVE_INFINITY, -300};
    private static final double[] GREATEST = {1, Double.NaN, 0.0, Double.POSITIVE_INFINITY, -1.25};

    @Test
    void nanNeverWinsAgainstANumber() {
        assertThat(extremes(false, false)).isEqualTo(LEAST);
        assertThat(extremes(true, false)).isEqualTo(GREATEST);
        assertThat(extremes(false, true)).isEqualTo(LEAST);
        assertThat(extremes(true, true)).isEqualTo(GREATEST);
    }

    private static double[] extremes(boolean greatest, boolean real) {
        ExtremeLong accumulator = new ExtremeLong(real ? RealType.REAL : DoubleType.DOUBLE, greatest);
        accumulator.grow(2 * GROUPS.length);
        for (int group = 0; group < GROUPS.length; group++) {
            long[] bits = Arrays.stream(GROUPS[group])
                    .mapToLong(value -> real ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value))
                    .toArray();
            Vector[] arguments = {Vector.ofLongs(real ? RealType.REAL : DoubleType.DOUBLE, bits.length, bits,
                    Optional.empty())};
            int[] rows = {0, 1, 2};
            accumulator.addToOne(group, arguments, rows, 0, bits.length);
            int[] groups = new int[bits.length];
            Arrays.fill(groups, GROUPS.length + group);
            accumulator.add(arguments, rows, bits.length, groups);
        }
        Vector result = accumulator.result(0, 2 * GROUPS.length);
        double[] values = Arrays.stream(result.longs())
                .mapToDouble(bits -> real ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits)).toArray();
        assertThat(Arrays.copyOfRange(values, GROUPS.length, values.length))
                .isEqualTo(Arrays.copyOf(values, GROUPS.length));
        return Arrays.copyOf(values, GROUPS.length);
    }
}

package io.blueshift.executor.runtime.aggregate;

import io.airlift.slice.XxHash64;
import io.airlift.stats.cardinality.HyperLogLog;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DoubleType;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Estimates against those of airlift, for all numbers of registers and around the change from few hashes to many. */
class ApproxDistinctTest {
    /** With 4 to 16 bits of an index. */
    private static final double[] ERRORS = {0.26, 0.2, 0.14, 0.1, 0.07, 0.05, 0.036, 0.025, 0.018, 0.0125, 0.009,
            0.0062, 0.0044};

    @Test
    void estimatesWhatAirliftEstimates() {
        for (int bits = 4; bits <= 16; bits++) {
            int registers = 1 << bits;
            ApproxDistinct grouped = accumulator();
            HyperLogLog expected = HyperLogLog.newInstance(registers);
            long[] values = new Random(bits).longs(12L * registers).toArray();
            int next = 0;
            while (next < values.length) {
                int end = Math.min(values.length, next + 1 + next / 50);
                addRows(grouped, Arrays.copyOfRange(values, next, end), ERRORS[bits - 4]);
                for (; next < end; next++) {
                    expected.addHash(XxHash64.hash(values[next]));
                }
                assertThat(estimate(grouped)).as("%d of %d", next, registers).isEqualTo(expected.cardinality());
            }
        }
    }

    @Test
    void estimatesTheSameHoweverRowsAreDivided() {
        for (int bits = 4; bits <= 16; bits++) {
            for (int count : new int[]{1, 40, 251, 252, 8191, 8192, 100_000}) {
                long[] values = new Random(count).longs(count).toArray();
                ApproxDistinct whole = accumulator();
                addRows(whole, values, ERRORS[bits - 4]);
                for (int parts : new int[]{2, 7}) {
                    ApproxDistinct merged = accumulator();
                    for (int part = 0; part < parts; part++) {
                        ApproxDistinct some = accumulator();
                        // They overlap by half
                        int from = (int) ((long) count * part / (parts + 1));
                        int to = (int) ((long) count * (part + 2) / (parts + 1));
                        addRows(some, Arrays.copyOfRange(values, from, to), ERRORS[bits - 4]);
                        merged.merge(some, new int[]{0}, 0, 1, new int[]{0});
                    }
                    assertThat(estimate(merged)).isEqualTo(estimate(whole));
                    assertThat(merged.retainedBytes()).isPositive();
                }
            }
        }
    }

    @Test
    void countsFarMoreThanItsRegistersHold() {
        // Differences between registers do not fit four bits
        byte[] registers = new byte[16];
        HyperLogLog expected = HyperLogLog.newInstance(16);
        for (int i = 0; i < 16; i++) {
            long hash = (long) i << 60 | 1L << (55 - 3 * i);
            HashRegisters.add(registers, hash);
            expected.makeDense();
            expected.addHash(hash);
        }
        assertThat(HashRegisters.estimate(registers)).isEqualTo(expected.cardinality());
    }

    @Test
    void refusesErrorsThatAreTooSmallOrTooGreat() {
        for (double error : new double[]{0.004, 0.2601, Double.NaN, -1}) {
            assertThatThrownBy(() -> addRows(accumulator(), new long[]{1}, error))
                    .isInstanceOf(TrinoException.class)
                    .hasMessage("Max standard error must be in [0.0040625, 0.26]: " + error);
        }
        addRows(accumulator(), new long[]{}, 1);
        addRows(accumulator(), new long[]{1}, 0.0040625);
        addRows(accumulator(), new long[]{1}, 0.26);
    }

    private static ApproxDistinct accumulator() {
        ApproxDistinct accumulator = new ApproxDistinct(BigintType.BIGINT, 2);
        accumulator.grow(1);
        return accumulator;
    }

    /** Half of them one by one, half at once. */
    private static void addRows(ApproxDistinct accumulator, long[] values, double error) {
        long[] errors = new long[values.length];
        Arrays.fill(errors, Double.doubleToLongBits(error));
        Vector[] arguments = {Vector.ofLongs(BigintType.BIGINT, values.length, values, Optional.empty()),
                Vector.ofLongs(DoubleType.DOUBLE, values.length, errors, Optional.empty())};
        int[] rows = GatheredRows.upTo(values.length);
        int half = values.length / 2;
        accumulator.add(arguments, rows, half, new int[half]);
        accumulator.addToOne(0, arguments, rows, half, values.length);
    }

    private static long estimate(ApproxDistinct accumulator) {
        return accumulator.result(0, 1).longs()[0];
    }
}

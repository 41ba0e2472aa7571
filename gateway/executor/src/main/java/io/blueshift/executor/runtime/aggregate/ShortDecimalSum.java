package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Sums and averages of decimals of up to 18 digits, exact. A state is 64 bits, as most sums never need more; once one
 * does, all get an upper part: the sum is {@code uppers * 2^64 + lowers}.
 */
final class ShortDecimalSum extends OneArgument implements SummingAccumulator {
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private final DecimalType type;
    private final boolean average;
    /** So many values of the type, whatever they are, cannot make a long overflow. */
    private final int safeValues;
    private long[] lowers = {};
    private long[] uppers;
    // Of averages the counts, of sums whether there are any
    private long[] counts = {};
    private boolean[] some = {};

    ShortDecimalSum(DecimalType type, boolean average) {
        this.type = requireNonNull(type, "type is null");
        this.average = average;
        this.safeValues = (int) Math.min(1 << 20, Long.MAX_VALUE / Decimals.longTenToNth(type.getPrecision()));
    }

    @Override
    public void grow(int groups) {
        if (lowers.length < groups) {
            int length = newLength(lowers.length, groups);
            lowers = Arrays.copyOf(lowers, length);
            uppers = uppers == null ? null : Arrays.copyOf(uppers, length);
            if (average) {
                counts = Arrays.copyOf(counts, length);
            } else {
                some = Arrays.copyOf(some, length);
            }
        }
    }

    @Override
    void addValues(Vector argument, int[] rows, int count, int[] groups) {
        long[] values = argument.longs();
        if (average) {
            for (int i = 0; i < count; i++) {
                counts[groups[i]]++;
            }
        } else {
            for (int i = 0; i < count; i++) {
                some[groups[i]] = true;
            }
        }
        long[] sums = lowers;
        for (int i = 0; i < count; i++) {
            int group = groups[i];
            long value = values[rows[i]];
            long before = sums[group];
            long after = before + value;
            sums[group] = after;
            if (((before ^ after) & (value ^ after)) < 0) {
                carry(group, after < 0 ? 1 : -1);
            }
        }
    }

    private void carry(int group, long upper) {
        if (uppers == null) {
            uppers = new long[lowers.length];
        }
        uppers[group] += upper;
    }

    @Override
    void addValuesToOne(int group, Vector argument, int[] rows, int from, int to) {
        long[] values = argument.longs();
        if (safeValues >= 256) {
            for (int start = from; start < to; start += safeValues) {
                add(group, sum(values, rows, start, Math.min(to, start + safeValues)), 0);
            }
        } else {
            addHalves(group, values, rows, from, to);
        }
        note(group, to - from);
    }

    @Override
    public void addSum(int group, long[] words, int at, long count) {
        if (PartialSum.of(type).orElseThrow() == PartialSum.LONG) {
            add(group, words[at], 0);
        } else {
            addHalves(group, words[at], words[at + 1]);
        }
        note(group, count);
    }

    private void note(int group, long count) {
        if (average) {
            counts[group] += count;
        } else {
            some[group] = true;
        }
    }

    private static long sum(long[] values, int[] rows, int from, int to) {
        long sum = 0;
        if (contiguous(rows, from, to)) {
            int end = rows[to - 1] + 1;
            for (int i = rows[from]; i < end; i++) {
                sum += values[i];
            }
            return sum;
        }
        for (int i = from; i < to; i++) {
            sum += values[rows[i]];
        }
        return sum;
    }

    /** Sums lower and upper halves on their own: neither overflows for as many rows as a batch may have. */
    private void addHalves(int group, long[] values, int[] rows, int from, int to) {
        long lower = 0;
        long upper = 0;
        for (int i = from; i < to; i++) {
            long value = values[rows[i]];
            lower += value & LOW_HALF;
            upper += value >> 32;
        }
        addHalves(group, lower, upper);
    }

    private void addHalves(int group, long lower, long upper) {
        long shifted = upper << 32;
        // What the shift lost, given that the 64 bits that are left count as signed
        add(group, shifted, (upper >> 32) + (shifted >>> 63));
        add(group, lower, 0);
    }

    private void add(int group, long lower, long upper) {
        long before = lowers[group];
        long after = before + lower;
        lowers[group] = after;
        boolean overflow = ((before ^ after) & (lower ^ after)) < 0;
        long carried = upper + (overflow ? after < 0 ? 1 : -1 : 0);
        if (carried != 0) {
            carry(group, carried);
        }
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        ShortDecimalSum other = (ShortDecimalSum) from;
        for (int i = 0; i < count; i++) {
            int group = fromGroups[offset + i];
            add(groups[i], other.lowers[group], other.uppers == null ? 0 : other.uppers[group]);
        }
        if (average) {
            for (int i = 0; i < count; i++) {
                counts[groups[i]] += other.counts[fromGroups[offset + i]];
            }
        } else {
            for (int i = 0; i < count; i++) {
                some[groups[i]] |= other.some[fromGroups[offset + i]];
            }
        }
    }

    @Override
    public Vector result(int from, int to) {
        return average ? averages(from, to) : sums(from, to);
    }

    /** No overflow: that would take 10^20 rows. */
    private Vector sums(int from, int to) {
        long[] results = new long[2 * (to - from)];
        for (int i = from; i < to; i++) {
            results[2 * (i - from)] = upper(i) + (lowers[i] >> 63);
            results[2 * (i - from) + 1] = lowers[i];
        }
        return Vector.of(DecimalType.createDecimalType(Decimals.MAX_PRECISION, type.getScale()),
                new Int128ArrayBlock(to - from, validity(some, from, to), results));
    }

    private long upper(int group) {
        return uppers == null ? 0 : uppers[group];
    }

    private Vector averages(int from, int to) {
        long[] results = new long[to - from];
        boolean[] any = new boolean[to - from];
        for (int i = from; i < to; i++) {
            any[i - from] = counts[i] > 0;
            results[i - from] = counts[i] > 0 ? average(i) : 0;
        }
        Optional<long[]> validity = validity(any, 0, to - from);
        return Vector.ofLongs(type, to - from, results, validity);
    }

    private long average(int group) {
        long sum = lowers[group];
        long count = counts[group];
        if (upper(group) != 0 || sum == Long.MIN_VALUE) {
            BigInteger whole = BigInteger.valueOf(upper(group)).shiftLeft(Long.SIZE).add(BigInteger.valueOf(sum));
            return new BigDecimal(whole).divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP).longValueExact();
        }
        long quotient = sum / count;
        long remainder = Math.abs(sum % count);
        return remainder >= count - remainder ? quotient + Long.signum(sum) : quotient;
    }

    @Override
    public long retainedBytes() {
        return 8L * (lowers.length + counts.length + (uppers == null ? 0 : uppers.length)) + some.length;
    }
}

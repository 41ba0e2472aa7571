package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.Int128;
import io.trino.spi.type.Int128Math;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;

import static io.trino.spi.StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE;
import static java.util.Objects.requireNonNull;

/**
 * Sums and averages of decimals of more than 18 digits, exact: a state has 192 bits, so no order of the rows makes it
 * overflow, and only a result can. Per group {@code [lowest, middle, highest]} 64 bits, two's complement.
 */
final class DecimalSum extends OneArgument implements SummingAccumulator {
    private static final int WORDS = 3;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private final DecimalType type;
    private final boolean average;
    private long[] sums = {};
    private long[] counts = {};

    DecimalSum(DecimalType type, boolean average) {
        this.type = requireNonNull(type, "type is null");
        this.average = average;
    }

    @Override
    public void grow(int groups) {
        if (counts.length < groups) {
            int length = newLength(counts.length, groups);
            sums = Arrays.copyOf(sums, WORDS * length);
            counts = Arrays.copyOf(counts, length);
        }
    }

    @Override
    void addValues(Vector argument, int[] rows, int count, int[] groups) {
        Block block = argument.block();
        Int128ArrayBlock values = (Int128ArrayBlock) block.getUnderlyingValueBlock();
        for (int i = 0; i < count; i++) {
            int position = block.getUnderlyingValuePosition(rows[i]);
            int group = groups[i];
            long high = values.getInt128High(position);
            add(WORDS * group, values.getInt128Low(position), high, high >> 63);
            counts[group]++;
        }
    }

    @Override
    void addValuesToOne(int group, Vector argument, int[] rows, int from, int to) {
        Block block = argument.block();
        Int128ArrayBlock values = (Int128ArrayBlock) block.getUnderlyingValueBlock();
        boolean flat = !(block instanceof DictionaryBlock) && !(block instanceof RunLengthEncodedBlock);
        long[] raw = values.getRawValues();
        int offset = values.getRawOffset();
        long low = 0;
        long carries = 0;
        long highLower = 0;
        long highUpper = 0;
        for (int i = from; i < to; i++) {
            int position = offset + (flat ? rows[i] : block.getUnderlyingValuePosition(rows[i]));
            long valueHigh = raw[2 * position];
            long valueLow = raw[2 * position + 1];
            low += valueLow;
            carries += Long.compareUnsigned(low, valueLow) < 0 ? 1 : 0;
            highLower += valueHigh & LOW_HALF;
            highUpper += valueHigh >> 32;
        }
        int word = WORDS * group;
        add(word, low, carries, 0);
        addUpper(sums, word + 1, highLower, 0);
        addUpper(sums, word + 1, highUpper << 32, highUpper >> 32);
        counts[group] += to - from;
    }

    @Override
    public void addSum(int group, long[] words, int at, long count) {
        int word = WORDS * group;
        add(word, words[at], 0, 0);
        add(word, words[at + 1] << 32, words[at + 1] >> 32, words[at + 1] >> 63);
        addUpper(sums, word + 1, words[at + 2], 0);
        addUpper(sums, word + 1, words[at + 3] << 32, words[at + 3] >> 32);
        counts[group] += count;
    }

    private void add(int word, long low, long middle, long high) {
        long sum = sums[word] + low;
        sums[word] = sum;
        addUpper(sums, word + 1, middle, high);
        if (Long.compareUnsigned(sum, low) < 0) {
            addUpper(sums, word + 1, 1, 0);
        }
    }

    private static void addUpper(long[] all, int word, long middle, long high) {
        long sum = all[word] + middle;
        all[word] = sum;
        all[word + 1] += high + (Long.compareUnsigned(sum, middle) < 0 ? 1 : 0);
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        DecimalSum other = (DecimalSum) from;
        for (int i = 0; i < count; i++) {
            int group = fromGroups[offset + i];
            int word = WORDS * group;
            add(WORDS * groups[i], other.sums[word], other.sums[word + 1], other.sums[word + 2]);
            counts[groups[i]] += other.counts[group];
        }
    }

    @Override
    public Vector result(int from, int to) {
        boolean[] some = new boolean[to - from];
        long[] results = new long[2 * (to - from)];
        for (int i = 0; i < to - from; i++) {
            some[i] = counts[from + i] > 0;
            if (some[i]) {
                Int128 value = average ? average(from + i) : sum(from + i);
                results[2 * i] = value.getHigh();
                results[2 * i + 1] = value.getLow();
            }
        }
        return Vector.of(resultType(), new Int128ArrayBlock(to - from, validity(some, 0, to - from), results));
    }

    private DecimalType resultType() {
        return average ? type : DecimalType.createDecimalType(Decimals.MAX_PRECISION, type.getScale());
    }

    private boolean fits(int group) {
        return sums[WORDS * group + 2] == sums[WORDS * group + 1] >> 63;
    }

    private Int128 sum(int group) {
        long high = sums[WORDS * group + 1];
        long low = sums[WORDS * group];
        if (!fits(group) || Decimals.overflows(high, low)) {
            throw new TrinoException(NUMERIC_VALUE_OUT_OF_RANGE, "Decimal overflow");
        }
        return Int128.valueOf(high, low);
    }

    private Int128 average(int group) {
        long high = sums[WORDS * group + 1];
        long low = sums[WORDS * group];
        long count = counts[group];
        if (fits(group)) {
            return Int128Math.divideRoundUp(high, low, 0, 0, count, 0);
        }
        BigInteger sum = BigInteger.valueOf(sums[WORDS * group + 2]).shiftLeft(128)
                .add(unsigned(high).shiftLeft(64)).add(unsigned(low));
        return Int128.valueOf(new BigDecimal(sum).divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP)
                .toBigIntegerExact());
    }

    private static BigInteger unsigned(long word) {
        return new BigInteger(Long.toUnsignedString(word));
    }

    @Override
    public long retainedBytes() {
        return 8L * (sums.length + counts.length);
    }
}

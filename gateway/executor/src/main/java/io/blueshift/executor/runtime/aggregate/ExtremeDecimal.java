package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.type.DecimalType;

import java.util.Arrays;

import static java.util.Objects.requireNonNull;

/** The least or greatest of decimals of more than 18 digits. Per group {@code [high, low]} 64 bits. */
final class ExtremeDecimal extends OneArgument {
    private final DecimalType type;
    private final boolean greatest;
    private long[] extremes = {};
    private boolean[] some = {};

    ExtremeDecimal(DecimalType type, boolean greatest) {
        this.type = requireNonNull(type, "type is null");
        this.greatest = greatest;
    }

    @Override
    public void grow(int groups) {
        if (some.length < groups) {
            int length = newLength(some.length, groups);
            extremes = Arrays.copyOf(extremes, 2 * length);
            some = Arrays.copyOf(some, length);
        }
    }

    @Override
    void addValues(Vector argument, int[] rows, int count, int[] groups) {
        Block block = argument.block();
        Int128ArrayBlock values = (Int128ArrayBlock) block.getUnderlyingValueBlock();
        for (int i = 0; i < count; i++) {
            int position = block.getUnderlyingValuePosition(rows[i]);
            offer(groups[i], values.getInt128High(position), values.getInt128Low(position));
        }
    }

    @Override
    void addValuesToOne(int group, Vector argument, int[] rows, int from, int to) {
        Block block = argument.block();
        Int128ArrayBlock values = (Int128ArrayBlock) block.getUnderlyingValueBlock();
        for (int i = from; i < to; i++) {
            int position = block.getUnderlyingValuePosition(rows[i]);
            offer(group, values.getInt128High(position), values.getInt128Low(position));
        }
    }

    private void offer(int group, long high, long low) {
        int comparison = Long.compare(high, extremes[2 * group]);
        if (comparison == 0) {
            comparison = Long.compareUnsigned(low, extremes[2 * group + 1]);
        }
        if (!some[group] || (greatest ? comparison > 0 : comparison < 0)) {
            extremes[2 * group] = high;
            extremes[2 * group + 1] = low;
            some[group] = true;
        }
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        ExtremeDecimal other = (ExtremeDecimal) from;
        for (int i = 0; i < count; i++) {
            int group = fromGroups[offset + i];
            if (other.some[group]) {
                offer(groups[i], other.extremes[2 * group], other.extremes[2 * group + 1]);
            }
        }
    }

    @Override
    public Vector result(int from, int to) {
        long[] words = Arrays.copyOfRange(extremes, 2 * from, 2 * to);
        return Vector.of(type, new Int128ArrayBlock(to - from, validity(some, from, to), words));
    }

    @Override
    public long retainedBytes() {
        return 17L * some.length;
    }
}

package io.blueshift.executor.runtime.aggregate;

import io.airlift.slice.Slice;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;

import static java.util.Objects.requireNonNull;

/** The least or greatest of texts that are ordered by their bytes: VARCHAR and VARBINARY. */
final class ExtremeText extends OneArgument {
    private final Type type;
    private final boolean greatest;
    private Slice[] extremes = {};
    private long extremeBytes;

    ExtremeText(Type type, boolean greatest) {
        this.type = requireNonNull(type, "type is null");
        this.greatest = greatest;
    }

    @Override
    public void grow(int groups) {
        if (extremes.length < groups) {
            extremes = Arrays.copyOf(extremes, newLength(extremes.length, groups));
        }
    }

    @Override
    void addValues(Vector argument, int[] rows, int count, int[] groups) {
        Block block = argument.block();
        VariableWidthBlock values = (VariableWidthBlock) block.getUnderlyingValueBlock();
        for (int i = 0; i < count; i++) {
            offer(groups[i], values, block.getUnderlyingValuePosition(rows[i]));
        }
    }

    @Override
    void addValuesToOne(int group, Vector argument, int[] rows, int from, int to) {
        Block block = argument.block();
        VariableWidthBlock values = (VariableWidthBlock) block.getUnderlyingValueBlock();
        for (int i = from; i < to; i++) {
            offer(group, values, block.getUnderlyingValuePosition(rows[i]));
        }
    }

    private void offer(int group, VariableWidthBlock values, int position) {
        Slice extreme = extremes[group];
        Slice slice = values.getRawSlice();
        int offset = values.getRawSliceOffset(position);
        int length = values.getSliceLength(position);
        if (extreme == null || wins(slice.compareTo(offset, length, extreme, 0, extreme.length()))) {
            set(group, slice.copy(offset, length));
        }
    }

    private boolean wins(int comparison) {
        return greatest ? comparison > 0 : comparison < 0;
    }

    private void set(int group, Slice value) {
        Slice before = extremes[group];
        extremeBytes += value.getRetainedSize() - (before == null ? 0 : before.getRetainedSize());
        extremes[group] = value;
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        ExtremeText other = (ExtremeText) from;
        for (int i = 0; i < count; i++) {
            Slice value = other.extremes[fromGroups[offset + i]];
            Slice extreme = extremes[groups[i]];
            if (value != null && (extreme == null || wins(value.compareTo(extreme)))) {
                set(groups[i], value);
            }
        }
    }

    @Override
    public Vector result(int from, int to) {
        BlockBuilder builder = type.createBlockBuilder(null, to - from);
        for (int i = from; i < to; i++) {
            if (extremes[i] == null) {
                builder.appendNull();
            } else {
                type.writeSlice(builder, extremes[i]);
            }
        }
        return Vector.of(type, builder.build());
    }

    @Override
    public long retainedBytes() {
        return 4L * extremes.length + extremeBytes;
    }
}

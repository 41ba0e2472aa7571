package io.blueshift.executor.runtime.join;

import io.airlift.slice.Slice;
import io.airlift.slice.XxHash64;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;

/** A key whose values are equal if their bytes are: text, also padded text, which is kept without its padding. */
record BytesKeyColumn() implements KeyColumn {
    @Override
    public int keepKeyed(Vector vector, int[] rows, int count) {
        return AnyKeyColumn.keepValues(vector.block(), rows, count);
    }

    @Override
    public void hash(Vector vector, int[] rows, int count, long[] hashes) {
        Block block = vector.block();
        VariableWidthBlock bytes = (VariableWidthBlock) block.getUnderlyingValueBlock();
        Slice slice = bytes.getRawSlice();
        for (int i = 0; i < count; i++) {
            int position = block.getUnderlyingValuePosition(rows[i]);
            hashes[i] = KeyColumn.mix(hashes[i],
                    XxHash64.hash(slice, bytes.getRawSliceOffset(position), bytes.getSliceLength(position)));
        }
    }

    @Override
    public int keepEqual(Vector probe, BuildColumn build, int[] probeRows, int[] buildRows, int count) {
        Block block = probe.block();
        VariableWidthBlock left = (VariableWidthBlock) block.getUnderlyingValueBlock();
        BuildColumn.Blocks blocks = (BuildColumn.Blocks) build;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int probeRow = probeRows[i];
            int buildRow = buildRows[i];
            probeRows[kept] = probeRow;
            buildRows[kept] = buildRow;
            ValueBlock chunk = blocks.chunk(buildRow);
            kept += equal(left, block.getUnderlyingValuePosition(probeRow), (VariableWidthBlock) chunk,
                    blocks.position(buildRow)) ? 1 : 0;
        }
        return kept;
    }

    private static boolean equal(VariableWidthBlock left, int leftPosition, VariableWidthBlock right,
            int rightPosition) {
        int length = left.getSliceLength(leftPosition);
        return length == right.getSliceLength(rightPosition) && left.getRawSlice().equals(
                left.getRawSliceOffset(leftPosition), length, right.getRawSlice(),
                right.getRawSliceOffset(rightPosition), length);
    }
}

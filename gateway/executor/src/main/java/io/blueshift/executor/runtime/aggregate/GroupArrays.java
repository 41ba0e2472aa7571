package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.runtime.aggregate.GatheredRows.Chunk;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.Type;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The values of each group as an array, NULLs among them: {@code array_agg}. Rows are kept as they come and counted out to
 * their groups at the end, so that a row costs the same however many groups there are.
 */
final class GroupArrays implements Accumulator {
    private final Type elementType;
    private final GatheredRows gathered;
    /** Where each group's rows begin in the array below, and where the last group's end. */
    private int[] starts = {};
    /** Chunk in the upper half and row in its columns in the lower, group by group in the order of the rows. */
    private long[] rows = {};

    GroupArrays(Type elementType) {
        this.elementType = requireNonNull(elementType, "elementType is null");
        this.gathered = new GatheredRows(List.of(elementType));
    }

    @Override
    public void grow(int groups) {
        gathered.grow(groups);
    }

    @Override
    public void add(Vector[] arguments, int[] selected, int count, int[] groups) {
        gathered.add(arguments, selected, count, groups);
    }

    @Override
    public void addToOne(int group, Vector[] arguments, int[] selected, int from, int to) {
        gathered.addToOne(group, arguments, selected, from, to);
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        gathered.merge(((GroupArrays) from).gathered, fromGroups, offset, count, groups);
    }

    @Override
    public void complete() {
        int groups = gathered.groups();
        int[] next = new int[groups + 1];
        for (Chunk chunk : gathered.chunks()) {
            for (int i = 0; i < chunk.count(); i++) {
                next[chunk.groups()[i] + 1]++;
            }
        }
        for (int group = 0; group < groups; group++) {
            next[group + 1] += next[group];
        }
        starts = next.clone();
        rows = new long[gathered.rows()];
        List<Chunk> chunks = gathered.chunks();
        for (int c = 0; c < chunks.size(); c++) {
            Chunk chunk = chunks.get(c);
            for (int i = 0; i < chunk.count(); i++) {
                rows[next[chunk.groups()[i]]++] = (long) c << Integer.SIZE | chunk.rows()[i];
            }
        }
    }

    @Override
    public Vector result(int from, int to) {
        int count = to - from;
        int[] offsets = new int[count + 1];
        boolean[] some = new boolean[count];
        for (int i = 0; i < count; i++) {
            offsets[i + 1] = starts[from + i + 1] - starts[from];
            some[i] = offsets[i + 1] > offsets[i];
        }
        Block arrays = ArrayBlock.fromElementBlock(count, OneArgument.validity(some, 0, count), offsets,
                elements(from, to));
        return Vector.of(new ArrayType(elementType), arrays);
    }

    private Block elements(int from, int to) {
        List<Chunk> chunks = gathered.chunks();
        BlockBuilder builder = elementType.createBlockBuilder(null, starts[to] - starts[from]);
        for (int i = starts[from]; i < starts[to]; i++) {
            Block column = chunks.get((int) (rows[i] >>> Integer.SIZE)).columns()[0];
            builder.append(column.getUnderlyingValueBlock(), column.getUnderlyingValuePosition((int) rows[i]));
        }
        return builder.build();
    }

    @Override
    public long retainedBytes() {
        return gathered.bytes() + 8L * rows.length + 4L * starts.length;
    }
}

package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.runtime.aggregate.GatheredRows.Chunk;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Keeps all rows until the end, for aggregates that must see the rows of a group together: without duplicates, in an order,
 * or because their states cannot be merged. Then another accumulator gets them.
 */
final class GatheringAccumulator implements Accumulator {
    private static final int BATCH_ROWS = 4096;

    private final Accumulator target;
    private final List<Type> types;
    private final int arguments;
    private final boolean distinct;
    private final RowOrder order;
    private final GatheredRows gathered;

    /**
     * @param types the arguments', then those of columns that are only sorted by
     * @param order of no keys if the order does not matter
     */
    GatheringAccumulator(Accumulator target, List<Type> types, int arguments, boolean distinct, RowOrder order) {
        this.target = requireNonNull(target, "target is null");
        this.types = List.copyOf(types);
        this.arguments = arguments;
        this.distinct = distinct;
        this.order = requireNonNull(order, "order is null");
        this.gathered = new GatheredRows(this.types);
    }

    @Override
    public void grow(int groups) {
        gathered.grow(groups);
    }

    @Override
    public void add(Vector[] vectors, int[] rows, int count, int[] groups) {
        gathered.add(vectors, rows, count, groups);
    }

    @Override
    public void addToOne(int group, Vector[] vectors, int[] rows, int from, int to) {
        gathered.addToOne(group, vectors, rows, from, to);
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] toGroups) {
        gathered.merge(((GatheringAccumulator) from).gathered, fromGroups, offset, count, toGroups);
    }

    @Override
    public void complete() {
        target.grow(gathered.groups());
        GroupTable seen = distinct ? seenTable() : null;
        if (order.isEmpty()) {
            for (Chunk chunk : gathered.chunks()) {
                deliver(seen, vectors(chunk.columns()), chunk.rows(), chunk.count(), chunk.groups());
            }
        } else {
            deliverSorted(seen);
        }
        gathered.clear();
        target.complete();
    }

    private GroupTable seenTable() {
        List<Type> keys = new ArrayList<>();
        keys.add(BigintType.BIGINT);
        keys.addAll(types.subList(0, arguments));
        return GroupTables.create(keys);
    }

    private Vector[] vectors(Block[] columns) {
        Vector[] vectors = new Vector[columns.length];
        for (int c = 0; c < columns.length; c++) {
            vectors[c] = Vector.of(types.get(c), columns[c]);
        }
        return vectors;
    }

    private void deliver(GroupTable seen, Vector[] vectors, int[] rows, int count, int[] rowGroups) {
        Interruption.check();
        if (seen == null) {
            target.add(vectors, rows, count, rowGroups);
            return;
        }
        Vector[] keys = new Vector[1 + arguments];
        long[] groupKeys = new long[count == 0 ? 0 : rows[count - 1] + 1];
        for (int i = 0; i < count; i++) {
            groupKeys[rows[i]] = rowGroups[i];
        }
        keys[0] = Vector.ofLongs(BigintType.BIGINT, groupKeys.length, groupKeys, Optional.empty());
        System.arraycopy(vectors, 0, keys, 1, arguments);
        int next = seen.groups();
        int[] numbers = new int[count];
        seen.assign(keys, rows, count, numbers);
        int[] firstRows = new int[count];
        int[] firstGroups = new int[count];
        int first = 0;
        for (int i = 0; i < count; i++) {
            if (numbers[i] == next) {
                next++;
                firstRows[first] = rows[i];
                firstGroups[first++] = rowGroups[i];
            }
        }
        target.add(vectors, firstRows, first, firstGroups);
    }

    private void deliverSorted(GroupTable seen) {
        List<Chunk> chunks = gathered.chunks();
        int total = gathered.rows();
        int[] chunkOf = new int[total];
        int[] indexOf = new int[total];
        int at = 0;
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            for (int i = 0; i < chunks.get(chunk).count(); i++) {
                chunkOf[at] = chunk;
                indexOf[at++] = i;
            }
        }
        int[] sorted = order.sort(total, (left, right) -> {
            Chunk leftChunk = chunks.get(chunkOf[left]);
            Chunk rightChunk = chunks.get(chunkOf[right]);
            return order.compare(leftChunk.columns(), leftChunk.rows()[indexOf[left]], rightChunk.columns(),
                    rightChunk.rows()[indexOf[right]]);
        });
        for (int start = 0; start < total; start += BATCH_ROWS) {
            int count = Math.min(BATCH_ROWS, total - start);
            int[] rowGroups = new int[count];
            BlockBuilder[] builders = types.stream().map(type -> type.createBlockBuilder(null, count))
                    .toArray(BlockBuilder[]::new);
            for (int i = 0; i < count; i++) {
                Chunk chunk = chunks.get(chunkOf[sorted[start + i]]);
                int index = indexOf[sorted[start + i]];
                rowGroups[i] = chunk.groups()[index];
                append(builders, chunk, chunk.rows()[index]);
            }
            Block[] columns = Arrays.stream(builders).map(BlockBuilder::build).toArray(Block[]::new);
            deliver(seen, vectors(columns), GatheredRows.upTo(count), count, rowGroups);
        }
    }

    private static void append(BlockBuilder[] builders, Chunk chunk, int row) {
        for (int c = 0; c < builders.length; c++) {
            Block column = chunk.columns()[c];
            builders[c].append(column.getUnderlyingValueBlock(), column.getUnderlyingValuePosition(row));
        }
    }

    @Override
    public Vector result(int from, int to) {
        return target.result(from, to);
    }

    @Override
    public long retainedBytes() {
        return gathered.bytes() + target.retainedBytes();
    }
}

package io.blueshift.executor.runtime.sort;

import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows that stay, in chunks as they came. A row's address is its chunk's number and its position there. Rows are added by
 * one thread; afterwards any may read.
 */
public final class RowChunks {
    /** More than a block takes that has no values. */
    private static final int OBJECT_BYTES = 256;

    private final List<Type> types;
    private final List<Batch> chunks = new ArrayList<>();
    private long rows;
    private long retainedBytes;
    /** Made when rows are first gathered; null after rows were added. */
    private volatile List<ColumnGather> columns;

    public RowChunks(List<Type> types) {
        this.types = List.copyOf(types);
    }

    public static long address(int chunk, int position) {
        return (long) chunk << Integer.SIZE | position;
    }

    static int chunk(long address) {
        return (int) (address >>> Integer.SIZE);
    }

    static int position(long address) {
        return (int) address;
    }

    /** Keeps the wanted rows, all their columns read; they are a chunk of their own. */
    public Batch add(Batch input) {
        List<Vector> vectors = new ArrayList<>(types.size());
        Batch dense = input.compact();
        for (int channel = 0; channel < types.size(); channel++) {
            vectors.add(Vector.of(types.get(channel), kept(dense.vector(channel).block())));
        }
        Batch chunk = Batch.of(dense.count(), vectors);
        chunks.add(chunk);
        columns = null;
        rows += chunk.count();
        for (Vector vector : vectors) {
            retainedBytes += vector.retainedBytes();
        }
        return chunk;
    }

    /** The block, without the much larger one of which it shows a few values. */
    private static Block kept(Block block) {
        return switch (block) {
            case DictionaryBlock picked when picked.getDictionary().getPositionCount() > picked.getPositionCount() ->
                picked.getDictionary().copyPositions(picked.getRawIds(), picked.getRawIdsOffset(),
                        picked.getPositionCount());
            case ValueBlock region when region.getRetainedSizeInBytes() / 2 > region.getSizeInBytes() + OBJECT_BYTES ->
                region.copyRegion(0, region.getPositionCount());
            default -> block;
        };
    }

    /** Takes over another's chunks. The number of its first chunk here, by which its addresses grow, is returned. */
    public int addAll(RowChunks other) {
        int first = chunks.size();
        chunks.addAll(other.chunks);
        columns = null;
        rows += other.rows;
        retainedBytes += other.retainedBytes;
        return first;
    }

    /** Lets go of all rows. */
    public void clear() {
        chunks.clear();
        columns = null;
        rows = 0;
        retainedBytes = 0;
    }

    public List<Batch> chunks() {
        return chunks;
    }

    public long rows() {
        return rows;
    }

    public long retainedBytes() {
        return retainedBytes;
    }

    /** Rows by their addresses, in that order. */
    public Batch gather(long[] addresses, int offset, int count) {
        return Batch.of(count, columns().stream().map(column -> column.gather(addresses, offset, count)).toList());
    }

    private List<ColumnGather> columns() {
        List<ColumnGather> known = columns;
        if (known == null) {
            known = IntStream.range(0, types.size()).mapToObj(this::column).toList();
            columns = known;
        }
        return known;
    }

    private ColumnGather column(int channel) {
        return new ColumnGather(types.get(channel),
                chunks.stream().map(chunk -> chunk.vector(channel).block()).toArray(Block[]::new));
    }
}

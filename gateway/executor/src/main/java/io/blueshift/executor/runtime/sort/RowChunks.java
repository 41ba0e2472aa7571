package io.blueshift.executor.runtime.sort;

import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        rows += other.rows;
        retainedBytes += other.retainedBytes;
        return first;
    }

    /** Lets go of all rows. */
    public void clear() {
        chunks.clear();
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
        List<Vector> vectors = new ArrayList<>(types.size());
        for (int channel = 0; channel < types.size(); channel++) {
            vectors.add(LongForm.exists(types.get(channel))
                    ? gatherLongs(channel, addresses, offset, count)
                    : gatherBlock(channel, addresses, offset, count));
        }
        return Batch.of(count, vectors);
    }

    private Vector gatherLongs(int channel, long[] addresses, int offset, int count) {
        long[] values = new long[count];
        long[] validity = new long[Bitmap.wordsForBits(count)];
        boolean anyNull = false;
        for (int i = 0; i < count; i++) {
            Vector vector = chunks.get(chunk(addresses[offset + i])).vector(channel);
            int position = position(addresses[offset + i]);
            values[i] = vector.longs()[position];
            if (vector.isNull(position)) {
                anyNull = true;
            } else {
                Bitmap.set(validity, 0, i);
            }
        }
        return Vector.ofLongs(types.get(channel), count, values, anyNull ? Optional.of(validity) : Optional.empty());
    }

    private Vector gatherBlock(int channel, long[] addresses, int offset, int count) {
        Type type = types.get(channel);
        BlockBuilder builder = type.createBlockBuilder(null, count);
        for (int i = 0; i < count; i++) {
            Block block = chunks.get(chunk(addresses[offset + i])).vector(channel).block();
            int position = position(addresses[offset + i]);
            builder.append(block.getUnderlyingValueBlock(), block.getUnderlyingValuePosition(position));
        }
        return Vector.of(type, builder.build());
    }
}

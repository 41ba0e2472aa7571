package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static java.util.Objects.requireNonNull;

/** Rows that are kept until the end, each with its group. For one thread at a time. */
final class GatheredRows {
    private final List<Type> types;
    private final List<Chunk> chunks = new ArrayList<>();
    private long bytes;
    private int groups;

    /**
     * Rows that came together.
     *
     * @param rows which of the columns' rows are meant, ascending, and the group of each
     * @param columnBytes what of the columns' memory is put down to these rows
     */
    record Chunk(Block[] columns, int[] rows, int[] groups, int count, long columnBytes) {}

    GatheredRows(List<Type> types) {
        this.types = requireNonNull(types, "types is null");
    }

    void grow(int newGroups) {
        groups = Math.max(groups, newGroups);
    }

    int groups() {
        return groups;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    /** Of all chunks. */
    int rows() {
        return chunks.stream().mapToInt(Chunk::count).reduce(0, Math::addExact);
    }

    long bytes() {
        return bytes;
    }

    void add(Vector[] vectors, int[] rows, int count, int[] rowGroups) {
        if (count == 0) {
            return;
        }
        Block[] columns = new Block[types.size()];
        long columnBytes = 0;
        for (int c = 0; c < columns.length; c++) {
            columns[c] = vectors[c].block().copyPositions(rows, 0, count);
            columnBytes += columns[c].getRetainedSizeInBytes();
        }
        add(new Chunk(columns, upTo(count), Arrays.copyOf(rowGroups, count), count, columnBytes));
    }

    /** Adds {@code rows[from..to)} to one group. */
    void addToOne(int group, Vector[] vectors, int[] rows, int from, int to) {
        int[] rowGroups = new int[to - from];
        Arrays.fill(rowGroups, group);
        add(vectors, Arrays.copyOfRange(rows, from, to), to - from, rowGroups);
    }

    private void add(Chunk chunk) {
        chunks.add(chunk);
        bytes += 8L * chunk.count + chunk.columnBytes;
    }

    static int[] upTo(int count) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        return rows;
    }

    /** Adds the rows of some groups of others; see {@link Accumulator#merge}. */
    void merge(GatheredRows other, int[] fromGroups, int offset, int count, int[] toGroups) {
        int[] translation = new int[other.groups];
        Arrays.fill(translation, -1);
        for (int i = 0; i < count; i++) {
            translation[fromGroups[offset + i]] = toGroups[i];
        }
        for (Chunk chunk : other.chunks) {
            Interruption.check();
            int[] rows = new int[chunk.count];
            int[] rowGroups = new int[chunk.count];
            int kept = 0;
            for (int i = 0; i < chunk.count; i++) {
                int group = translation[chunk.groups[i]];
                rows[kept] = chunk.rows[i];
                rowGroups[kept] = group;
                kept += group >= 0 ? 1 : 0;
            }
            if (kept > 0) {
                // Others keep the same columns for their rows; each reports its share of them
                long share = chunk.columnBytes * kept / chunk.count;
                add(new Chunk(chunk.columns, Arrays.copyOf(rows, kept), Arrays.copyOf(rowGroups, kept), kept, share));
            }
        }
    }

    void clear() {
        chunks.clear();
        bytes = 0;
    }
}

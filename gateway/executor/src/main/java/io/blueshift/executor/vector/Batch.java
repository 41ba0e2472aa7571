package io.blueshift.executor.vector;

import io.trino.spi.Page;
import io.trino.spi.block.Block;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Some rows of which some are wanted. All vectors have a value for every row, but only those of wanted rows mean
 * anything. The selection must not be written to. For one thread at a time.
 *
 * @param positions rows of the vectors
 * @param selection the wanted rows, ascending, in its first {@code count} elements; absent if all are
 * @param count how many rows are wanted
 */
public record Batch(int positions, List<Vector> vectors, Optional<int[]> selection, int count) {
    private static final int[] IDENTITY = IntStream.range(0, 64 * 1024).toArray();

    /** Reading all rows of a column is as cheap as reading so small a part of them one by one. */
    private static final int GAPS_MIN = 4;

    public Batch {
        vectors = List.copyOf(vectors);
    }

    /** All rows of the vectors. */
    public static Batch of(int positions, List<Vector> vectors) {
        return new Batch(positions, vectors, Optional.empty(), positions);
    }

    public Vector vector(int channel) {
        return vectors.get(channel);
    }

    /** Whether all rows are wanted. */
    public boolean isDense() {
        return selection.isEmpty();
    }

    /** The wanted rows, the first {@link #count} elements, also where all are: what a loop indexes with. */
    public int[] rows() {
        return selection.orElseGet(() -> identity(positions));
    }

    /** 0, 1, 2 ... at least so many; not to be written to. */
    public static int[] identity(int count) {
        return count <= IDENTITY.length ? IDENTITY : IntStream.range(0, count).toArray();
    }

    /** The same vectors with fewer rows wanted: a subset of those wanted before. */
    public Batch select(int[] rows, int newCount) {
        return newCount == positions
                ? new Batch(positions, vectors, Optional.empty(), positions)
                : new Batch(positions, vectors, Optional.of(rows), newCount);
    }

    /** The first wanted rows only. */
    public Batch first(int rows) {
        return rows >= count ? this : select(Arrays.copyOf(rows(), rows), rows);
    }

    /** Other vectors for the same rows. */
    public Batch with(List<Vector> others) {
        return new Batch(positions, others, selection, count);
    }

    /** The wanted rows alone. */
    public Batch compact() {
        if (isDense()) {
            return this;
        }
        int[] rows = rows();
        return Batch.of(count, vectors.stream().map(vector -> vector.pick(rows, count)).toList());
    }

    /** The wanted rows alone if they are few of many: then values of the others are not read, whoever asks for the rest. */
    public Batch withoutGaps() {
        return count <= positions / GAPS_MIN ? compact() : this;
    }

    /** The wanted rows as Trino's page. */
    public Page page() {
        Batch dense = compact();
        return new Page(dense.count, dense.vectors.stream().map(Vector::block).toArray(Block[]::new));
    }
}

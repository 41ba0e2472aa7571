package io.blueshift.executor.runtime.window;

import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of some whole partitions, one partition after the other, each in order. Rows are numbered through from zero;
 * partitions and groups of peers are given by their first rows, with the number of all rows behind the last one:
 * <pre>
 * row               0  1  2  3  4  5  6
 * key, order        a1 a2 a2 a3 b1 b1 c1
 * partitionStarts   0           4     6  7
 * peerStarts        0  1     3  4     6  7
 * partitionPeers    0           3     4  5      the first group of peers of each partition, and the number of groups
 * </pre>
 * Columns are put together from the batches when they are first asked for. For one thread.
 */
public final class WindowRows {
    private final WindowShape shape;
    private final List<Batch> batches;
    private final int count;
    private final Vector[] columns;
    private final int[] partitionStarts;
    private int[] peerStarts;
    private int[] partitionPeers;
    private int[] rowPartitions;
    private int[] rowPeers;

    private WindowRows(WindowShape shape, List<Batch> batches) {
        this.shape = shape;
        this.batches = List.copyOf(batches);
        this.count = batches.stream().mapToInt(Batch::count).sum();
        this.columns = new Vector[shape.types().size()];
        this.partitionStarts = shape.partitions().starts(this::column, count);
    }

    /** @param batches dense, with whole partitions in order */
    public static WindowRows of(WindowShape shape, List<Batch> batches) {
        return new WindowRows(shape, batches);
    }

    public WindowShape shape() {
        return shape;
    }

    public List<Batch> batches() {
        return batches;
    }

    public int count() {
        return count;
    }

    /** The values of a column in all rows. */
    public Vector column(int channel) {
        if (columns[channel] == null) {
            List<Vector> parts = new ArrayList<>(batches.size());
            batches.forEach(batch -> parts.add(batch.vector(channel)));
            columns[channel] = ColumnParts.join(shape.types().get(channel), parts, count);
        }
        return columns[channel];
    }

    int partitions() {
        return partitionStarts.length - 1;
    }

    int[] partitionStarts() {
        return partitionStarts;
    }

    int[] peerStarts() {
        if (peerStarts == null) {
            findPeers();
        }
        return peerStarts;
    }

    int[] partitionPeers() {
        if (partitionPeers == null) {
            findPeers();
        }
        return partitionPeers;
    }

    private void findPeers() {
        boolean[] changes = shape.peers().changes(this::column, count);
        for (int partition = 0; partition < partitions(); partition++) {
            changes[partitionStarts[partition]] = true;
        }
        int[] starts = IntStream.range(0, count).filter(row -> changes[row]).toArray();
        int[] first = new int[partitions() + 1];
        for (int group = 0, partition = 0; group < starts.length; group++) {
            if (starts[group] == partitionStarts[partition]) {
                first[partition++] = group;
            }
        }
        first[partitions()] = starts.length;
        peerStarts = Arrays.copyOf(starts, starts.length + 1);
        peerStarts[starts.length] = count;
        partitionPeers = first;
    }

    /** The partition of each row. */
    int[] rowPartitions() {
        if (rowPartitions == null) {
            rowPartitions = spread(partitionStarts);
        }
        return rowPartitions;
    }

    /** The group of peers of each row. */
    int[] rowPeers() {
        if (rowPeers == null) {
            rowPeers = spread(peerStarts());
        }
        return rowPeers;
    }

    private int[] spread(int[] starts) {
        int[] numbers = new int[count];
        for (int run = 0; run + 1 < starts.length; run++) {
            Arrays.fill(numbers, starts[run], starts[run + 1], run);
        }
        return numbers;
    }

    /** Bytes of memory that the rows take. */
    public long retainedBytes() {
        long bytes = 16L * count;
        for (Batch batch : batches) {
            for (Vector vector : batch.vectors()) {
                bytes += vector.retainedBytes();
            }
        }
        for (Vector column : columns) {
            bytes += column == null || batches.size() == 1 ? 0 : column.retainedBytes();
        }
        return bytes;
    }
}

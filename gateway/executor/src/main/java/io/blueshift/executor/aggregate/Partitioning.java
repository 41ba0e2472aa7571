package io.blueshift.executor.aggregate;

import io.blueshift.executor.runtime.aggregate.GroupTable;

/**
 * Groups in the order of their partitions: those of partition p are {@code groups[starts[p]..starts[p + 1])}. The partition
 * is some bits of the key's hash, so the same key is in the same partition everywhere.
 */
record Partitioning(int[] groups, int[] starts) {
    private static final int BITS = 6;

    static final int PARTITIONS = 1 << BITS;

    /** Groups {@code [from, to)} of a table. */
    static Partitioning of(GroupTable table, int from, int to) {
        int[] partitions = new int[to - from];
        table.partitions(BITS, from, to, partitions);
        int[] starts = new int[PARTITIONS + 1];
        for (int partition : partitions) {
            starts[partition + 1]++;
        }
        for (int p = 0; p < PARTITIONS; p++) {
            starts[p + 1] += starts[p];
        }
        int[] next = starts.clone();
        int[] groups = new int[to - from];
        for (int i = 0; i < partitions.length; i++) {
            groups[next[partitions[i]]++] = from + i;
        }
        return new Partitioning(groups, starts);
    }

    int count(int partition) {
        return starts[partition + 1] - starts[partition];
    }
}

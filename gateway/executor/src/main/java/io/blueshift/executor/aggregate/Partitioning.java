package io.blueshift.executor.aggregate;

import io.blueshift.executor.runtime.aggregate.GroupTable;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.spill.PartitionBits;

/**
 * Groups in the order of their partitions: those of partition p are {@code groups[starts[p]..starts[p + 1])}. The partition
 * is some bits of the key's hash, so the same key is in the same partition everywhere.
 */
record Partitioning(int[] groups, int[] starts) {
    static final int PARTITIONS = PartitionBits.PARTITIONS;

    /** Groups {@code [from, to)} of a table. */
    static Partitioning of(GroupTable table, int from, int to) {
        return of(table, from, to, 0);
    }

    /** @param level how often the keys have been divided before: by other bits then */
    static Partitioning of(GroupTable table, int from, int to, int level) {
        Interruption.check();
        int[] partitions = new int[to - from];
        table.partitions(PartitionBits.BITS * (level + 1), from, to, partitions);
        if (level > 0) {
            for (int i = 0; i < partitions.length; i++) {
                partitions[i] &= PARTITIONS - 1;
            }
        }
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

package io.blueshift.executor.aggregate;

import io.blueshift.executor.runtime.aggregate.GroupTable;
import io.blueshift.executor.runtime.aggregate.GroupTables;
import io.blueshift.executor.spill.PartitionBits;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

import java.util.List;

/**
 * Tells the partitions of rows by their keys: those that {@link Partitioning} has for groups of such keys.
 *
 * @param types of all columns
 * @param level how often the rows have been divided before
 */
record KeyPartitions(List<Type> types, List<Integer> keys, int level) {
    /** The partition of each wanted row, at the row's index. */
    int[] of(Batch batch) {
        // A table knows the hashes of its keys, and of rows that are only appended it does not look any up
        GroupTable table = GroupTables.create(keys.stream().map(types::get).toList());
        int[] groups = new int[batch.count()];
        table.append(keys.stream().map(batch::vector).toArray(Vector[]::new), batch.rows(), batch.count(), groups);
        int[] partitions = new int[table.groups()];
        table.partitions(PartitionBits.BITS * (level + 1), 0, table.groups(), partitions);
        int[] numbers = new int[batch.positions()];
        int[] rows = batch.rows();
        for (int i = 0; i < batch.count(); i++) {
            numbers[rows[i]] = partitions[groups[i]] & PartitionBits.PARTITIONS - 1;
        }
        return numbers;
    }
}

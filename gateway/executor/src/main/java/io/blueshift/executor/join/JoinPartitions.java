package io.blueshift.executor.join;

import io.blueshift.executor.runtime.join.JoinKeys;
import io.blueshift.executor.spill.PartitionBits;
import io.blueshift.executor.vector.Batch;

import java.util.Arrays;
import java.util.List;

/**
 * Tells the partitions of rows by their keys, the same on both sides of a join.
 *
 * @param channels the keys' columns on one side; none puts all rows into one partition
 * @param level how often the rows have been divided before
 */
record JoinPartitions(JoinKeys keys, List<Integer> channels, int level) {
    /** Of rows that can match nothing. */
    static final int NONE = -1;

    int count() {
        return channels.isEmpty() ? 1 : PartitionBits.PARTITIONS;
    }

    /** The partition of each wanted row, at the row's index. */
    int[] of(Batch batch) {
        int[] numbers = new int[batch.positions()];
        if (channels.isEmpty()) {
            return numbers;
        }
        int[] rows = Arrays.copyOf(batch.rows(), batch.count());
        int kept = batch.count();
        for (int key = 0; key < channels.size(); key++) {
            kept = keys.columns().get(key).keepKeyed(batch.vector(channels.get(key)), rows, kept);
        }
        long[] hashes = new long[kept];
        for (int key = 0; key < channels.size(); key++) {
            keys.columns().get(key).hash(batch.vector(channels.get(key)), rows, kept, hashes);
        }
        Arrays.fill(numbers, NONE);
        for (int i = 0; i < kept; i++) {
            numbers[rows[i]] = PartitionBits.of(scatter(hashes[i]), level);
        }
        return numbers;
    }

    /** Murmur's finaliser: the tables of a partition must not find that their keys' hashes have bits in common. */
    private static long scatter(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }

    /** The rows that have a partition. */
    static Batch keyed(Batch batch, int[] numbers) {
        int[] rows = batch.rows();
        int[] kept = new int[batch.count()];
        int count = 0;
        for (int i = 0; i < batch.count(); i++) {
            kept[count] = rows[i];
            count += numbers[rows[i]] == NONE ? 0 : 1;
        }
        return count == batch.count() ? batch : batch.select(kept, count);
    }

    /** Gives rows without a partition some number. */
    static void place(int[] numbers, int partition) {
        for (int row = 0; row < numbers.length; row++) {
            if (numbers[row] == NONE) {
                numbers[row] = partition;
            }
        }
    }
}

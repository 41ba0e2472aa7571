package io.blueshift.executor.window;

import io.blueshift.executor.runtime.aggregate.GroupTable;
import io.blueshift.executor.runtime.aggregate.GroupTables;
import io.blueshift.executor.runtime.window.KeyHash;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers rows with the same keys from one, over all threads. The tables of keys are parts, each under its lock. Safe for
 * all threads.
 */
public final class RowNumbers {
    private static final int PARTS = 32;

    private final int[] keys;
    private final KeyHash hash;
    private final Part[] parts = new Part[PARTS];
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean reported = new AtomicBoolean();

    /**
     * @param types of the rows' columns
     * @param keys channels, at least one
     */
    public RowNumbers(List<Type> types, List<Integer> keys) {
        this.keys = keys.stream().mapToInt(Integer::intValue).toArray();
        this.hash = new KeyHash(types, keys);
        for (int part = 0; part < PARTS; part++) {
            parts[part] = new Part(GroupTables.create(keys.stream().map(types::get).toList()));
        }
    }

    private static final class Part {
        private final GroupTable table;
        private long[] counts = new long[16];

        private Part(GroupTable table) {
            this.table = table;
        }

        private synchronized long number(Vector[] keyVectors, int[] rows, long[] numbers) {
            long before = table.retainedBytes() + 8L * counts.length;
            int[] groups = new int[rows.length];
            table.assign(keyVectors, rows, rows.length, groups);
            if (counts.length < table.groups()) {
                counts = Arrays.copyOf(counts, Math.max(table.groups(), 2 * counts.length));
            }
            for (int i = 0; i < rows.length; i++) {
                numbers[rows[i]] = ++counts[groups[i]];
            }
            return table.retainedBytes() + 8L * counts.length - before;
        }
    }

    /** One thread's view. */
    final class Local {
        private final boolean reportsShared = reported.compareAndSet(false, true);
        private final KeySplit split = new KeySplit(hash, PARTS);

        /** Sets the numbers of the wanted rows, each at its position. */
        void number(Batch input, long[] numbers) {
            split.split(input);
            Vector[] keyVectors = Arrays.stream(keys).mapToObj(input::vector).toArray(Vector[]::new);
            for (int part = 0; part < PARTS; part++) {
                int[] rows = split.rows(part);
                if (rows.length > 0) {
                    bytes.addAndGet(parts[part].number(keyVectors, rows, numbers));
                }
            }
        }

        long retainedBytes() {
            // What all share is in the report of one
            return split.retainedBytes() + (reportsShared ? bytes.get() : 0);
        }
    }
}

package io.blueshift.executor.compile;

import io.blueshift.executor.vector.Batch;
import io.trino.spi.block.ValueBlock;

import java.util.Arrays;

/**
 * Which entries of a dictionary were evaluated. Batches often share one, so what is known of its entries is kept until
 * another comes. Only entries that occur are evaluated: the others must not raise errors. For one thread.
 */
final class CodedRows {
    private ValueBlock dictionary;
    private boolean[] seen = {};
    private int[] entries = {};
    private int entryCount;
    private int knownCount;

    /** Whether the column's coding saves work: its values are a dictionary's, and few beside the batch's rows. */
    boolean pays(Column column, Batch batch) {
        return column.ids != null && (column.values == dictionary
                || column.values.getPositionCount() <= 2 * batch.count());
    }

    /**
     * Looks for entries that were not seen before. If there are any, they are to be evaluated now.
     *
     * @return whether this dictionary is another than last time
     */
    boolean look(Column column, Batch batch) {
        boolean isNew = column.values != dictionary;
        if (isNew) {
            dictionary = column.values;
            seen = new boolean[dictionary.getPositionCount()];
            entries = new int[Math.min(16, seen.length)];
            entryCount = 0;
        }
        knownCount = entryCount;
        int[] rows = batch.rows();
        int[] ids = column.ids;
        int offset = column.idsOffset;
        for (int i = 0; i < batch.count(); i++) {
            int entry = ids[offset + rows[i]];
            if (!seen[entry]) {
                seen[entry] = true;
                add(entry);
            }
        }
        return isNew;
    }

    private void add(int entry) {
        if (entryCount == entries.length) {
            entries = Arrays.copyOf(entries, Math.min(seen.length, 2 * entryCount));
        }
        entries[entryCount++] = entry;
    }

    /** The entries that occurred since the dictionary came, in the order in which they did. */
    int[] entries() {
        return Arrays.copyOf(entries, entryCount);
    }

    /** Those of them that occurred this time for the first time. */
    int[] newEntries() {
        return Arrays.copyOfRange(entries, knownCount, entryCount);
    }

    /** Nothing is known: an entry raised an error. */
    void forget() {
        dictionary = null;
    }
}

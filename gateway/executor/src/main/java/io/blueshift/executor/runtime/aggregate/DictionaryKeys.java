package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;

import java.util.Arrays;

/**
 * Remembers the group of each combination of dictionary entries, while all key columns are dictionaries (or one value) and
 * few combinations exist: then a row costs one look into an array.
 */
final class DictionaryKeys {
    private static final int COMBINATIONS_MAX = 1 << 12;

    private static final int[] NO_IDS = {};

    private final ValueBlock[] dictionaries;
    private final int[][] ids;
    private final int[] offsets;
    private final int[] strides;
    // Group + 1 of each combination, 0 if it is not known, -n if it is that of the n-th fresh row
    private int[] known = {};
    private boolean valid;
    private int[] freshRows = new int[16];
    private int[] freshCombinations = new int[16];
    private int fresh;

    DictionaryKeys(int columns) {
        dictionaries = new ValueBlock[columns];
        ids = new int[columns][];
        offsets = new int[columns];
        strides = new int[columns];
    }

    /** Whether the vectors are of this kind. If so, they are those that {@link #assign} means. */
    boolean fit(Vector[] vectors, int count) {
        if (count < 64) {
            return false;
        }
        int product = 1;
        boolean same = valid;
        valid = false;
        for (int c = 0; c < vectors.length; c++) {
            Block block = vectors[c].block();
            ValueBlock entries;
            switch (block) {
                case DictionaryBlock coded -> {
                    entries = coded.getDictionary();
                    ids[c] = coded.getRawIds();
                    offsets[c] = coded.getRawIdsOffset();
                }
                case RunLengthEncodedBlock run -> {
                    entries = run.getValue();
                    ids[c] = null;
                }
                case ValueBlock _ -> {
                    return false;
                }
            }
            long combined = (long) product * Math.max(1, entries.getPositionCount());
            if (combined > COMBINATIONS_MAX || combined > 4L * count) {
                return false;
            }
            same &= dictionaries[c] == entries;
            dictionaries[c] = entries;
            strides[c] = product;
            product = (int) combined;
        }
        if (!same) {
            known = known.length >= product ? known : new int[product];
            Arrays.fill(known, 0);
        }
        valid = true;
        return true;
    }

    /** The groups of all rows; returns how many rows stand for combinations that are not known yet, whose rows have none. */
    int assign(int[] rows, int count, int[] groups) {
        int last = ids.length - 1;
        combine(last, rows, count, groups);
        fresh = 0;
        int[] lastIds = ids[last] == null ? NO_IDS : ids[last];
        int offset = offsets[last];
        int stride = strides[last];
        for (int i = 0; i < count; i++) {
            int combination = groups[i];
            if (lastIds != NO_IDS) {
                combination += lastIds[offset + rows[i]] * stride;
            }
            int entry = known[combination];
            if (entry == 0) {
                note(rows[i], combination);
            }
            groups[i] = entry - 1;
        }
        return fresh;
    }

    /** What the first columns add to the number of a combination. */
    private void combine(int columns, int[] rows, int count, int[] target) {
        boolean set = false;
        for (int c = 0; c < columns; c++) {
            int[] columnIds = ids[c];
            if (columnIds == null) {
                continue;
            }
            int offset = offsets[c];
            int stride = strides[c];
            for (int i = 0; i < count; i++) {
                target[i] = (set ? target[i] : 0) + columnIds[offset + rows[i]] * stride;
            }
            set = true;
        }
        if (!set) {
            Arrays.fill(target, 0, count, 0);
        }
    }

    private void note(int row, int combination) {
        if (fresh == freshRows.length) {
            freshRows = Arrays.copyOf(freshRows, 2 * fresh);
            freshCombinations = Arrays.copyOf(freshCombinations, 2 * fresh);
        }
        freshRows[fresh] = row;
        freshCombinations[fresh++] = combination;
        known[combination] = -fresh;
    }

    /** The first row of each combination that was not known, ascending. */
    int[] freshRows() {
        return freshRows;
    }

    /** Tells the groups of the fresh rows. */
    void learn(int[] groups) {
        for (int i = 0; i < fresh; i++) {
            known[freshCombinations[i]] = groups[i] + 1;
        }
    }

    long retainedBytes() {
        return 4L * known.length;
    }
}

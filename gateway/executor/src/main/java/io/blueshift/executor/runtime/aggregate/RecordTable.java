package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;

import java.util.Arrays;

/**
 * Groups by any keys: each is a record of one long per column. The records stand column by column in the order of the
 * groups, with their hashes; an open-addressing table holds the numbers of the groups.
 */
final class RecordTable implements GroupTable {
    private final KeyColumn[] columns;
    private final boolean anyText;
    private final DictionaryKeys dictionaries;
    private final long[][] keys;
    // Only of columns in which a NULL was marked
    private final boolean[][] keyNulls;
    private long[] hashes = new long[64];
    private int groups;
    private int slotsMin;
    private long lookups;
    private int[] slots = new int[128];
    private int mask = slots.length - 1;

    // Of the rows at hand
    private final long[][] encoded;
    private final long[][] nulls;
    private long[] rowHashes = {};
    private int[] entries = {};

    RecordTable(KeyColumn[] columns) {
        this.anyText = Arrays.stream(columns).anyMatch(TextKeyColumn.class::isInstance);
        this.columns = columns;
        this.dictionaries = new DictionaryKeys(columns.length);
        this.keys = new long[columns.length][64];
        this.keyNulls = new boolean[columns.length][];
        this.encoded = new long[columns.length][];
        this.nulls = new long[columns.length][];
    }

    @Override
    public void expect(int expected) {
        grow(expected);
        slotsMin = Hashes.slots(expected);
    }

    @Override
    public int groups() {
        return groups;
    }

    @Override
    public long lookups() {
        return lookups;
    }

    @Override
    public void assign(Vector[] vectors, int[] rows, int count, int[] target) {
        if (anyText && dictionaries.fit(vectors, count)) {
            assignDictionaries(vectors, rows, count, target);
            return;
        }
        encode(vectors, rows, count);
        lookUp(count, target);
    }

    /** Looks up one row for each combination of entries that was not seen before. */
    private void assignDictionaries(Vector[] vectors, int[] rows, int count, int[] target) {
        lookups += count;
        int fresh = dictionaries.assign(rows, count, target);
        if (fresh > 0) {
            int[] freshGroups = new int[fresh];
            encode(vectors, dictionaries.freshRows(), fresh);
            lookUp(fresh, freshGroups);
            dictionaries.learn(freshGroups);
            dictionaries.assign(rows, count, target);
        }
    }

    private void encode(Vector[] vectors, int[] rows, int count) {
        makeRoom(count);
        for (int c = 0; c < columns.length; c++) {
            nulls[c] = columns[c].encode(vectors[c], rows, count, encoded[c]);
            columns[c].hash(encoded[c], count, rowHashes);
        }
    }

    private void makeRoom(int count) {
        if (rowHashes.length < count) {
            rowHashes = new long[count];
            entries = new int[count];
            for (int c = 0; c < columns.length; c++) {
                encoded[c] = new long[count];
            }
        }
        Arrays.fill(rowHashes, 0, count, 0);
    }

    private void lookUp(int count, int[] target) {
        if (slots.length < slotsMin) {
            rehash();
        }
        probe(count);
        int group = -1;
        for (int i = 0; i < count; i++) {
            Interruption.check(i);
            long hash = rowHashes[i];
            if (group < 0 || hash != hashes[group] || !equals(group, i)) {
                group = find(i, hash, entries[i]);
                lookups++;
            }
            target[i] = group;
        }
    }

    /** Loads what stands in the rows' slots, which nothing has to wait for; most of it is right. */
    private void probe(int count) {
        int[] table = slots;
        for (int i = 0; i < count; i++) {
            entries[i] = table[(int) rowHashes[i] & mask];
        }
    }

    private int find(int row, long hash, int entry) {
        return entry != 0 && hashes[entry - 1] == hash && equals(entry - 1, row) ? entry - 1 : find(row, hash);
    }

    private int find(int row, long hash) {
        int slot = (int) hash & mask;
        for (int entry; (entry = slots[slot]) != 0; slot = (slot + 1) & mask) {
            if (hashes[entry - 1] == hash && equals(entry - 1, row)) {
                return entry - 1;
            }
        }
        int group = add(row, hash);
        slots[slot] = group + 1;
        if (2 * groups > slots.length) {
            rehash();
        }
        return group;
    }

    private boolean equals(int group, int row) {
        for (int c = 0; c < columns.length; c++) {
            if (keys[c][group] != encoded[c][row] || isNull(c, group) != isRowNull(c, row)) {
                return false;
            }
        }
        return true;
    }

    private boolean isNull(int column, int group) {
        return keyNulls[column] != null && keyNulls[column][group];
    }

    private boolean isRowNull(int column, int row) {
        return nulls[column] != null && Bitmap.isSet(nulls[column], 0, row);
    }

    private int add(int row, long hash) {
        if (groups == hashes.length) {
            grow(2 * groups);
        }
        for (int c = 0; c < columns.length; c++) {
            keys[c][groups] = encoded[c][row];
            if (isRowNull(c, row)) {
                if (keyNulls[c] == null) {
                    keyNulls[c] = new boolean[hashes.length];
                }
                keyNulls[c][groups] = true;
            }
        }
        hashes[groups] = hash;
        return groups++;
    }

    private void grow(int length) {
        hashes = Arrays.copyOf(hashes, length);
        for (int c = 0; c < columns.length; c++) {
            keys[c] = Arrays.copyOf(keys[c], length);
            if (keyNulls[c] != null) {
                keyNulls[c] = Arrays.copyOf(keyNulls[c], length);
            }
        }
    }

    private void rehash() {
        slots = new int[Math.max(slotsMin, Hashes.slots(groups))];
        mask = slots.length - 1;
        for (int group = 0; group < groups; group++) {
            Interruption.check(group);
            int slot = (int) hashes[group] & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = group + 1;
        }
    }

    @Override
    public void append(Vector[] vectors, int[] rows, int count, int[] target) {
        encode(vectors, rows, count);
        for (int i = 0; i < count; i++) {
            target[i] = groups > 0 && hashes[groups - 1] == rowHashes[i] && equals(groups - 1, i)
                    ? groups - 1
                    : add(i, rowHashes[i]);
        }
    }

    @Override
    public void merge(GroupTable from, int[] fromGroups, int offset, int count, int[] target) {
        RecordTable other = (RecordTable) from;
        makeRoom(count);
        for (int c = 0; c < columns.length; c++) {
            columns[c].translate(other.columns[c], other.keys[c], fromGroups, offset, count, encoded[c]);
            nulls[c] = null;
            if (other.keyNulls[c] != null) {
                nulls[c] = new long[Bitmap.wordsForBits(count)];
                for (int i = 0; i < count; i++) {
                    if (other.keyNulls[c][fromGroups[offset + i]]) {
                        Bitmap.set(nulls[c], 0, i);
                    }
                }
            }
        }
        for (int i = 0; i < count; i++) {
            rowHashes[i] = other.hashes[fromGroups[offset + i]];
        }
        probe(count);
        for (int i = 0; i < count; i++) {
            Interruption.check(i);
            target[i] = find(i, rowHashes[i], entries[i]);
        }
    }

    @Override
    public void partitions(int bits, int from, int to, int[] target) {
        for (int group = from; group < to; group++) {
            target[group - from] = Hashes.partition(hashes[group], bits);
        }
    }

    @Override
    public Vector key(int column, int from, int to) {
        return columns[column].decode(keys[column], keyNulls[column], from, to);
    }

    @Override
    public long retainedBytes() {
        long bytes = 8L * hashes.length * (1 + columns.length) + 4L * slots.length
                + 8L * rowHashes.length * (1 + columns.length);
        for (int c = 0; c < columns.length; c++) {
            bytes += columns[c].retainedBytes() + (keyNulls[c] == null ? 0 : keyNulls[c].length);
        }
        return bytes + dictionaries.retainedBytes();
    }
}

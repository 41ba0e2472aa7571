package io.blueshift.executor.runtime.join;

import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.Arrays;
import java.util.List;

/** Finds the rows of a join's build side that belong to those of batches, for one thread. */
public final class ProbeKeys {
    private final JoinTable table;
    private final List<Integer> channels;
    private final LongTable.Finder finder;
    private final long[][] columns;
    private long[] keys = new long[0];

    /** @param channels the batches' columns that are the keys */
    public ProbeKeys(JoinTable table, List<Integer> channels) {
        this.table = table;
        this.channels = List.copyOf(channels);
        this.finder = table.table().finder();
        this.columns = new long[table.packing().isPresent() ? channels.size() : 0][0];
    }

    /**
     * Keeps the rows, at the front of the array, that have a key at all.
     */
    public int keepKeyed(Batch batch, int[] rows, int count) {
        int kept = count;
        for (int key = 0; key < channels.size(); key++) {
            kept = table.keys().columns().get(key).keepKeyed(vector(batch, key), rows, kept);
        }
        return kept;
    }

    /**
     * Keeps the rows that match, at the front of the array.
     *
     * @param rows rows that have a key
     * @param found receives the first row of the chain that each kept row matches; if {@link JoinTable#isHashed}, perhaps
     *            matches
     * @return how many there are
     */
    public int find(Batch batch, int[] rows, int count, int[] found) {
        if (keys.length < count) {
            keys = new long[count];
        }
        return finder.find(keys, rows, readKeys(batch, rows, count), found);
    }

    private int readKeys(Batch batch, int[] rows, int count) {
        if (table.packing().isPresent()) {
            return pack(batch, rows, count);
        }
        if (table.isHashed()) {
            Arrays.fill(keys, 0, count, 0);
            for (int key = 0; key < channels.size(); key++) {
                table.keys().columns().get(key).hash(vector(batch, key), rows, count, keys);
            }
        } else {
            form(0).read(vector(batch, 0), rows, count, keys);
        }
        return count;
    }

    private int pack(Batch batch, int[] rows, int count) {
        KeyPacking packing = table.packing().orElseThrow();
        int kept = count;
        for (int key = 0; key < columns.length; key++) {
            if (columns[key].length < count) {
                columns[key] = new long[count];
            }
            form(key).read(vector(batch, key), rows, kept, columns[key]);
            kept = packing.keepInRange(key, columns[key], rows, kept);
        }
        if (kept < count) {
            for (int key = 0; key < columns.length; key++) {
                form(key).read(vector(batch, key), rows, kept, columns[key]);
            }
        }
        packing.pack(columns, kept, keys);
        return kept;
    }

    private LongKey form(int key) {
        return table.keys().longs().orElseThrow().get(key);
    }

    private Vector vector(Batch batch, int key) {
        return batch.vector(channels.get(key));
    }

    public long retainedBytes() {
        long bytes = 8L * keys.length;
        for (long[] column : columns) {
            bytes += 8L * column.length;
        }
        return bytes;
    }
}

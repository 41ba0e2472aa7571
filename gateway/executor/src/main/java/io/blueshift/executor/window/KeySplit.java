package io.blueshift.executor.window;

import io.blueshift.executor.runtime.window.KeyHash;
import io.blueshift.executor.vector.Batch;

import java.util.Arrays;

/** Sorts the rows of a batch into parts by the hash of their keys. For one thread. */
final class KeySplit {
    private final KeyHash hash;
    private final int parts;
    private final int[] starts;
    private long[] hashes = {};
    private int[] numbers = {};
    private int[] rows = {};

    KeySplit(KeyHash hash, int parts) {
        this.hash = hash;
        this.parts = parts;
        this.starts = new int[parts + 1];
    }

    void split(Batch input) {
        int count = input.count();
        if (hashes.length < count) {
            hashes = new long[count];
            numbers = new int[count];
            rows = new int[count];
        }
        hash.of(input, hashes);
        Arrays.fill(starts, 0);
        for (int i = 0; i < count; i++) {
            numbers[i] = (int) ((hashes[i] >>> 32) * parts >>> 32);
            starts[numbers[i] + 1]++;
        }
        for (int part = 0; part < parts; part++) {
            starts[part + 1] += starts[part];
        }
        int[] next = starts.clone();
        int[] inputRows = input.rows();
        for (int i = 0; i < count; i++) {
            rows[next[numbers[i]]++] = inputRows[i];
        }
    }

    /** The rows of a part of the batch that was split last, ascending. */
    int[] rows(int part) {
        return Arrays.copyOfRange(rows, starts[part], starts[part + 1]);
    }

    long retainedBytes() {
        return 16L * hashes.length;
    }
}

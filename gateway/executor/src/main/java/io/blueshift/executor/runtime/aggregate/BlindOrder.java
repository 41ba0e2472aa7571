package io.blueshift.executor.runtime.aggregate;

import java.util.Arrays;

/**
 * Puts runs of rows, of which only the hash is known, into the order of their partitions: so what is written now in many
 * places is read later from one.
 */
final class BlindOrder {
    /** No fewer than the partitions that groups are merged in. */
    private static final int BITS = 6;

    private int[] partitions = {};
    private int[] positions = {};
    private int runs;
    private final int[] starts = new int[(1 << BITS) + 1];

    /** Begins with no runs, of which there may be so many. */
    void begin(int runsMax) {
        if (partitions.length < runsMax) {
            partitions = new int[runsMax];
            positions = new int[runsMax];
        }
        runs = 0;
    }

    /** The number of a new run. */
    int add(long hash) {
        partitions[runs] = Hashes.partition(hash, BITS);
        return runs++;
    }

    int runs() {
        return runs;
    }

    void order() {
        Arrays.fill(starts, 0);
        for (int i = 0; i < runs; i++) {
            starts[partitions[i] + 1]++;
        }
        for (int p = 0; p < 1 << BITS; p++) {
            starts[p + 1] += starts[p];
        }
        for (int i = 0; i < runs; i++) {
            positions[i] = starts[partitions[i]]++;
        }
    }

    /** Where a run stands in the order. */
    int position(int run) {
        return positions[run];
    }

    long retainedBytes() {
        return 8L * partitions.length;
    }
}

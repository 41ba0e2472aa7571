package io.blueshift.executor.join;

import io.blueshift.executor.vector.Batch;

import java.util.BitSet;

/** Which rows of a probe side that is gone through several times have matched, by their numbers. For one thread. */
final class ProbeMatches {
    private final BitSet matched = new BitSet();

    /** Notes the numbers that a column of a join's output has. */
    void note(Batch output, int channel) {
        long[] numbers = output.vector(channel).longs();
        int[] rows = output.rows();
        for (int i = 0; i < output.count(); i++) {
            matched.set(Math.toIntExact(numbers[rows[i]]));
        }
    }

    /** The rows of a batch that have matched, or those that have not; {@code first} is the number of its first one. */
    Batch rows(Batch batch, long first, boolean wanted) {
        int[] kept = new int[batch.positions()];
        int count = 0;
        for (int row = 0; row < batch.positions(); row++) {
            kept[count] = row;
            count += matched.get(Math.toIntExact(first + row)) == wanted ? 1 : 0;
        }
        return batch.select(kept, count);
    }
}

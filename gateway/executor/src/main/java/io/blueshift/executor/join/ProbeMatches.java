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

    /** The rows of a batch that have not matched; {@code first} is the number of its first one. */
    Batch unmatched(Batch batch, long first) {
        int[] kept = new int[batch.positions()];
        int count = 0;
        for (int row = 0; row < batch.positions(); row++) {
            kept[count] = row;
            count += matched.get(Math.toIntExact(first + row)) ? 0 : 1;
        }
        return batch.select(kept, count);
    }
}

package io.blueshift.executor.window;

import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;

/** Keeps the rows whose rank, the last column, is not too great. */
public final class RankLimitStep implements Step {
    private final long rankMax;
    private Optional<Batch> output = Optional.empty();

    public RankLimitStep(long rankMax) {
        this.rankMax = rankMax;
    }

    @Override
    public void accept(Batch input) {
        Batch kept = keep(input, rankMax);
        output = kept.count() == 0 ? Optional.empty() : Optional.of(kept);
    }

    /** The rows in which the last column is not greater than the limit. */
    static Batch keep(Batch input, long max) {
        long[] ranks = input.vectors().getLast().longs();
        int[] rows = input.rows();
        int[] kept = new int[input.count()];
        int count = 0;
        for (int i = 0; i < input.count(); i++) {
            kept[count] = rows[i];
            count += ranks[rows[i]] <= max ? 1 : 0;
        }
        return input.select(kept, count);
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }
}

package io.blueshift.executor.run;

import io.blueshift.executor.ir.Limit;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;

/** Lets rows pass until the count that all threads share is used up. */
final class LimitStep implements Step {
    private final LimitCount count;
    private Optional<Batch> output = Optional.empty();

    private LimitStep(LimitCount count) {
        this.count = count;
    }

    static Chain plan(Limit limit, PipelineBuilder builder) {
        LimitCount count = new LimitCount(limit.rows());
        return builder.chain(limit.input()).then(() -> new LimitStep(count));
    }

    @Override
    public void accept(Batch input) {
        int rows = count.claim(input.count());
        output = rows == 0 ? Optional.empty() : Optional.of(input.first(rows));
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }

    @Override
    public boolean satisfied() {
        return count.remaining() == 0;
    }
}

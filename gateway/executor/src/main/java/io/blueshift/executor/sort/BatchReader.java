package io.blueshift.executor.sort;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;

/** Delivers one batch. */
public final class BatchReader implements Source.Reader {
    private Optional<Batch> batch;

    public BatchReader(Batch batch) {
        this.batch = batch.count() == 0 ? Optional.empty() : Optional.of(batch);
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = batch;
        batch = Optional.empty();
        return next;
    }

    @Override
    public boolean isFinished() {
        return batch.isEmpty();
    }
}

package io.blueshift.executor.window;

import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.BigintType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers all rows from one, in the order in which they come, up to a limit if there is one. */
public final class CountedRowsStep implements Step {
    private final AtomicLong count;
    private final long rowsMax;
    private Optional<Batch> output = Optional.empty();

    /** @param count of the rows so far, shared by all threads */
    public CountedRowsStep(AtomicLong count, OptionalLong rowsMax) {
        this.count = count;
        this.rowsMax = rowsMax.orElse(Long.MAX_VALUE);
    }

    @Override
    public void accept(Batch input) {
        long before = count.getAndAdd(input.count());
        int passed = (int) Math.min(input.count(), Math.max(0, rowsMax - before));
        if (passed == 0) {
            return;
        }
        int[] rows = input.rows();
        long[] numbers = new long[input.positions()];
        for (int i = 0; i < passed; i++) {
            numbers[rows[i]] = before + i + 1;
        }
        List<Vector> vectors = new ArrayList<>(input.vectors());
        vectors.add(Vector.ofLongs(BigintType.BIGINT, input.positions(), numbers, Optional.empty()));
        output = Optional.of(input.with(vectors).first(passed));
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }

    @Override
    public boolean satisfied() {
        return count.get() >= rowsMax;
    }
}

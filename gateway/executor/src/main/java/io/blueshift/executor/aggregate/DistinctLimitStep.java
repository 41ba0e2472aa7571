package io.blueshift.executor.aggregate;

import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Passes distinct rows until there are enough. */
public final class DistinctLimitStep implements Step {
    private final List<Integer> keys;
    private final DistinctRows.Local distinct;
    private final AtomicLong left;
    private boolean[] first = {};
    private Batch output;

    /** @param left how many rows all threads together may still pass */
    public DistinctLimitStep(List<Integer> keys, DistinctRows shared, AtomicLong left) {
        this.keys = keys;
        this.distinct = shared.new Local();
        this.left = left;
    }

    @Override
    public void accept(Batch input) {
        if (first.length < input.count()) {
            first = new boolean[input.count()];
        }
        int[] rows = input.rows();
        List<Vector> vectors = keys.stream().map(input::vector).toList();
        distinct.mark(vectors.toArray(Vector[]::new), rows, input.count(), first);
        int[] kept = new int[input.count()];
        int count = 0;
        for (int i = 0; i < input.count(); i++) {
            kept[count] = rows[i];
            count += first[i] ? 1 : 0;
        }
        int granted = take(count);
        if (granted > 0) {
            output = input.with(vectors).select(kept, granted);
        }
    }

    private int take(int wanted) {
        long before = left.getAndAccumulate(wanted, (have, want) -> Math.max(0, have - want));
        return (int) Math.min(before, wanted);
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = Optional.ofNullable(output);
        output = null;
        return next;
    }

    @Override
    public boolean satisfied() {
        return output == null && left.get() == 0;
    }

    @Override
    public long retainedBytes() {
        return distinct.retainedBytes();
    }
}

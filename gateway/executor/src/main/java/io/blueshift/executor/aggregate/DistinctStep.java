package io.blueshift.executor.aggregate;

import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Finds the first row of each key and hands all to whoever makes something of it. */
public final class DistinctStep implements Step {
    private final SpillableDistinct all;
    private final DistinctRows.Local distinct;
    private long accounted;
    private boolean[] first = {};
    private Optional<Batch> output = Optional.empty();

    public DistinctStep(SpillableDistinct all) {
        this.all = requireNonNull(all, "all is null");
        this.distinct = all.local();
    }

    @Override
    public void accept(Batch input) {
        if (all.putAway(input)) {
            return;
        }
        if (first.length < input.count()) {
            first = new boolean[input.count()];
        }
        Vector[] keys = all.keys().stream().map(input::vector).toArray(Vector[]::new);
        distinct.mark(keys, input.rows(), input.count(), first);
        output = all.output(input, first);
        long bytes = distinct.ownBytes();
        all.account(bytes - accounted);
        accounted = bytes;
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }

    @Override
    public void finish() {
        all.account(-accounted);
        accounted = 0;
    }

    @Override
    public boolean satisfied() {
        return output.isEmpty() && all.isSatisfied();
    }

    @Override
    public long retainedBytes() {
        return distinct.retainedBytes();
    }
}

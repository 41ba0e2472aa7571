package io.blueshift.executor.aggregate;

import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.BooleanType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds the column that is TRUE in one row of each key. */
public final class MarkDistinctStep implements Step {
    private final List<Integer> keys;
    private final DistinctRows.Local distinct;
    private boolean[] first = {};
    private Batch output;

    public MarkDistinctStep(List<Integer> keys, DistinctRows shared) {
        this.keys = keys;
        this.distinct = shared.new Local();
    }

    @Override
    public void accept(Batch input) {
        if (first.length < input.count()) {
            first = new boolean[input.count()];
        }
        int[] rows = input.rows();
        distinct.mark(keys.stream().map(input::vector).toArray(Vector[]::new), rows, input.count(), first);
        long[] marks = new long[input.positions()];
        for (int i = 0; i < input.count(); i++) {
            marks[rows[i]] = first[i] ? 1 : 0;
        }
        List<Vector> vectors = new ArrayList<>(input.vectors());
        vectors.add(Vector.ofLongs(BooleanType.BOOLEAN, input.positions(), marks, Optional.empty()));
        output = input.with(vectors);
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = Optional.ofNullable(output);
        output = null;
        return next;
    }

    @Override
    public long retainedBytes() {
        return distinct.retainedBytes();
    }
}

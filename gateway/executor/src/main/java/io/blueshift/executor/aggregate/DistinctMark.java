package io.blueshift.executor.aggregate;

import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.BooleanType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds the column that is TRUE in one row of each key. */
public final class DistinctMark implements SpillableDistinct.Output {
    @Override
    public Optional<Batch> of(Batch input, boolean[] first) {
        int[] rows = input.rows();
        long[] marks = new long[input.positions()];
        for (int i = 0; i < input.count(); i++) {
            marks[rows[i]] = first[i] ? 1 : 0;
        }
        List<Vector> vectors = new ArrayList<>(input.vectors());
        vectors.add(Vector.ofLongs(BooleanType.BOOLEAN, input.positions(), marks, Optional.empty()));
        return Optional.of(input.with(vectors));
    }
}

package io.blueshift.executor.window;

import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.BigintType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Adds the number of each row among those with its keys, and keeps those whose number is not too great. */
public final class RowNumberStep implements Step {
    private final RowNumbers.Local numbering;
    private final OptionalLong rowsMax;
    private Optional<Batch> output = Optional.empty();

    public RowNumberStep(RowNumbers shared, OptionalLong rowsMax) {
        this.numbering = shared.new Local();
        this.rowsMax = rowsMax;
    }

    @Override
    public void accept(Batch input) {
        long[] numbers = new long[input.positions()];
        numbering.number(input, numbers);
        List<Vector> vectors = new ArrayList<>(input.vectors());
        vectors.add(Vector.ofLongs(BigintType.BIGINT, input.positions(), numbers, Optional.empty()));
        Batch numbered = input.with(vectors);
        Batch kept = rowsMax.isPresent() ? RankLimitStep.keep(numbered, rowsMax.getAsLong()) : numbered;
        output = kept.count() == 0 ? Optional.empty() : Optional.of(kept);
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }

    @Override
    public long retainedBytes() {
        return numbering.retainedBytes();
    }
}

package io.blueshift.executor.run;

import io.blueshift.executor.compile.RowExpressions;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;

/** Computes the output's columns; those that are only passed on keep their vectors. */
final class ProjectStep implements Step {
    private final RowExpressions projections;
    private Optional<Batch> output = Optional.empty();

    ProjectStep(RowExpressions projections) {
        this.projections = projections;
    }

    @Override
    public void accept(Batch input) {
        output = Optional.of(projections.project(input));
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }
}

package io.blueshift.executor.run;

import io.blueshift.executor.compile.RowExpressions;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;

/** Keeps the rows for which all conjuncts are true. Reads only the columns that they use. */
final class FilterStep implements Step {
    private final RowExpressions conjuncts;
    private Optional<Batch> output = Optional.empty();

    FilterStep(RowExpressions conjuncts) {
        this.conjuncts = conjuncts;
    }

    @Override
    public void accept(Batch input) {
        Batch passed = conjuncts.filter(input);
        output = passed.count() == 0 ? Optional.empty() : Optional.of(passed);
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }
}

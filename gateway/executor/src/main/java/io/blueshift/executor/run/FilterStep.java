package io.blueshift.executor.run;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;
import io.trino.spi.connector.ConnectorSession;

import java.util.List;
import java.util.Optional;

/** Keeps the rows for which all conjuncts are true. Reads only the columns that they use. */
final class FilterStep implements Step {
    private final Evaluators conjuncts;
    private Optional<Batch> output = Optional.empty();

    FilterStep(List<Expression> conjuncts, ConnectorSession session) {
        this.conjuncts = new Evaluators(conjuncts, session);
    }

    @Override
    public void accept(Batch input) {
        int[] rows = input.rows();
        int[] selected = new int[input.count()];
        int count = 0;
        Row row = conjuncts.row(input);
        for (int i = 0; i < input.count(); i++) {
            row.moveTo(rows[i]);
            if (accepts(row)) {
                selected[count++] = rows[i];
            }
        }
        output = count == 0 ? Optional.empty() : Optional.of(input.select(selected, count));
    }

    private boolean accepts(Row row) {
        for (int i = 0; i < conjuncts.size(); i++) {
            if (conjuncts.get(i).evaluate(row) != Boolean.TRUE) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }
}

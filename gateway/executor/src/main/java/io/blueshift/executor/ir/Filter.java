package io.blueshift.executor.ir;

import io.trino.spi.type.BooleanType;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Keeps the rows for which every conjunct is true. The conjuncts are tried in order, and a row that one of them rejects
 * (false or NULL) is not shown to the next: it cannot raise an error there.
 */
public record Filter(PlanNode input, List<Expression> conjuncts) implements PlanNode {
    public Filter {
        requireNonNull(input, "input is null");
        conjuncts = List.copyOf(conjuncts);
        for (Expression conjunct : conjuncts) {
            if (!conjunct.type().equals(BooleanType.BOOLEAN)) {
                throw new IllegalArgumentException("A conjunct is of type " + conjunct.type() + ": " + conjunct);
            }
        }
    }

    @Override
    public List<Column> columns() {
        return input.columns();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }
}

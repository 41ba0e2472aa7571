package io.blueshift.executor.ir;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** All rows of the input, ordered; which of equal ones comes first is not said. */
public record Sort(PlanNode input, List<Ordering> orderings) implements PlanNode {
    public Sort {
        requireNonNull(input, "input is null");
        orderings = List.copyOf(orderings);
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

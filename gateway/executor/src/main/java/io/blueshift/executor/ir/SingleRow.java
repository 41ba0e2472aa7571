package io.blueshift.executor.ir;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** The input's only row; one of NULLs if it has none, an error if it has more: a scalar subquery. */
public record SingleRow(PlanNode input) implements PlanNode {
    public SingleRow {
        requireNonNull(input, "input is null");
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

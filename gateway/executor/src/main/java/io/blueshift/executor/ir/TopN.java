package io.blueshift.executor.ir;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** The first {@code rows} rows of the input in an order, in that order. */
public record TopN(PlanNode input, List<Ordering> orderings, long rows) implements PlanNode {
    public TopN {
        requireNonNull(input, "input is null");
        orderings = List.copyOf(orderings);
        if (rows < 0) {
            throw new IllegalArgumentException("The first " + rows + " rows");
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

package io.blueshift.executor.ir;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Passes the first {@code rows} rows that arrive, whichever they are, and then stops its input from reading.
 */
public record Limit(PlanNode input, long rows) implements PlanNode {
    public Limit {
        requireNonNull(input, "input is null");
        if (rows < 0) {
            throw new IllegalArgumentException("A limit of " + rows + " rows");
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

package io.blueshift.executor.ir;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The first {@code rows} distinct rows of some columns that arrive, whichever they are.
 *
 * @param keys channels of the input, which are the columns of this
 */
public record DistinctLimit(PlanNode input, List<Integer> keys, long rows) implements PlanNode {
    public DistinctLimit {
        requireNonNull(input, "input is null");
        keys = List.copyOf(keys);
        if (rows < 0) {
            throw new IllegalArgumentException("A limit of " + rows + " rows");
        }
    }

    @Override
    public List<Column> columns() {
        return keys.stream().map(key -> input.columns().get(key)).toList();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }
}

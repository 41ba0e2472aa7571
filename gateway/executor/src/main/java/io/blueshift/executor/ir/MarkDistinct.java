package io.blueshift.executor.ir;

import io.trino.spi.type.BooleanType;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Adds a BOOLEAN to the input's columns: TRUE in one row, whichever, of all rows with the same keys.
 *
 * @param keys channels of the input
 */
public record MarkDistinct(PlanNode input, List<Integer> keys, String marker) implements PlanNode {
    public MarkDistinct {
        requireNonNull(input, "input is null");
        keys = List.copyOf(keys);
        requireNonNull(marker, "marker is null");
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(input.columns());
        columns.add(new Column(marker, BooleanType.BOOLEAN));
        return List.copyOf(columns);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }
}

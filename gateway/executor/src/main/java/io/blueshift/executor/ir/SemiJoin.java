package io.blueshift.executor.ir;

import io.trino.spi.type.BooleanType;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Adds to every row whether its key is among those of another input, as {@code key IN (SELECT ...)} has it: NULL where
 * that is not known, because the key is NULL and there are others, or because it is not among them but a NULL is.
 *
 * @param key column of {@code input}
 * @param filteringKey column of {@code filtering}, of the same type
 * @param mark name of the added column, the last one
 */
public record SemiJoin(PlanNode input, int key, PlanNode filtering, int filteringKey, String mark) implements PlanNode {
    public SemiJoin {
        requireNonNull(mark, "mark is null");
        Column left = input.columns().get(key);
        Column right = filtering.columns().get(filteringKey);
        if (!left.type().equals(right.type())) {
            throw new IllegalArgumentException(left + " among " + right);
        }
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(input.columns());
        columns.add(new Column(mark, BooleanType.BOOLEAN));
        return List.copyOf(columns);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input, filtering);
    }
}

package io.blueshift.executor.ir;

import java.util.List;

/** The rows of all inputs, whose columns have the same types. */
public record Union(List<PlanNode> inputs, List<Column> columns) implements PlanNode {
    public Union {
        inputs = List.copyOf(inputs);
        columns = List.copyOf(columns);
        for (PlanNode input : inputs) {
            if (!input.columns().stream().map(Column::type).toList()
                    .equals(columns.stream().map(Column::type).toList())) {
                throw new IllegalArgumentException(input.columns() + " for " + columns);
            }
        }
    }
}

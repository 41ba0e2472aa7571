package io.blueshift.executor.ir;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The input's rows with one more column for each function, computed over the rows that have the same keys, in an order.
 *
 * @param keys channels of the input that make the partitions; none if all rows are one
 * @param orderings of the rows within a partition; none if any will do, then all rows of a partition are peers
 * @param names of the functions' columns
 */
public record Window(PlanNode input, List<Integer> keys, List<Ordering> orderings, List<String> names,
        List<WindowCall> calls) implements PlanNode {
    public Window {
        requireNonNull(input, "input is null");
        keys = List.copyOf(keys);
        orderings = List.copyOf(orderings);
        names = List.copyOf(names);
        calls = List.copyOf(calls);
        if (names.size() != calls.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + calls.size() + " calls");
        }
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(input.columns());
        for (int i = 0; i < calls.size(); i++) {
            columns.add(new Column(names.get(i), calls.get(i).function().returnType()));
        }
        return List.copyOf(columns);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }
}

package io.blueshift.executor.ir;

import io.trino.spi.type.BigintType;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Repeats every row for each grouping set, with NULL in the grouping columns that are not in it. Its columns are the
 * grouping columns, then the arguments, then the number of the set.
 *
 * @param names of the grouping columns
 * @param grouping channel of the input for each grouping column
 * @param arguments channels of the input
 * @param sets the grouping columns of each set, as positions in {@code grouping}
 */
public record GroupId(PlanNode input, List<String> names, List<Integer> grouping, List<Integer> arguments,
        String groupIdName, List<List<Integer>> sets) implements PlanNode {
    public GroupId {
        requireNonNull(input, "input is null");
        names = List.copyOf(names);
        grouping = List.copyOf(grouping);
        arguments = List.copyOf(arguments);
        requireNonNull(groupIdName, "groupIdName is null");
        sets = sets.stream().map(List::copyOf).toList();
        if (names.size() != grouping.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + grouping.size() + " columns");
        }
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < grouping.size(); i++) {
            columns.add(new Column(names.get(i), input.columns().get(grouping.get(i)).type()));
        }
        arguments.forEach(argument -> columns.add(input.columns().get(argument)));
        columns.add(new Column(groupIdName, BigintType.BIGINT));
        return List.copyOf(columns);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }
}

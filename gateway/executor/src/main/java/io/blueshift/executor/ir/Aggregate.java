package io.blueshift.executor.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Groups rows and computes aggregates of each group. Its columns are the keys, then one per call. Without keys there is one
 * group, also over no rows.
 *
 * @param keys channels of the input
 * @param names of the calls' columns
 * @param emptySets what an input without any row makes of a GROUP BY with the grouping set ()
 */
public record Aggregate(PlanNode input, List<Integer> keys, List<String> names, List<AggregateCall> calls,
        Optional<EmptySets> emptySets) implements PlanNode {
    /**
     * One row for each of these sets if the input has no row: its keys are NULL, but for the one that is the set's number.
     *
     * @param key which of the keys numbers the grouping sets
     */
    public record EmptySets(int key, List<Long> sets) {
        public EmptySets {
            sets = List.copyOf(sets);
        }
    }

    public Aggregate {
        requireNonNull(input, "input is null");
        keys = List.copyOf(keys);
        names = List.copyOf(names);
        calls = List.copyOf(calls);
        requireNonNull(emptySets, "emptySets is null");
        if (names.size() != calls.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + calls.size() + " calls");
        }
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(keys.size() + calls.size());
        keys.forEach(key -> columns.add(input.columns().get(key)));
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

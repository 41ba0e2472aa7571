package io.blueshift.executor.ir;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Computes one column per expression from each row of the input.
 */
public record Project(PlanNode input, List<String> names, List<Expression> expressions) implements PlanNode {
    public Project {
        requireNonNull(input, "input is null");
        names = List.copyOf(names);
        expressions = List.copyOf(expressions);
        if (names.size() != expressions.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + expressions.size() + " expressions");
        }
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            columns.add(new Column(names.get(i), expressions.get(i).type()));
        }
        return List.copyOf(columns);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }
}

package io.blueshift.executor.ir;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A subtree whose rows are wanted in several places of the plan but computed once: in each of them stands this very node,
 * so that it is told from equal ones by its identity.
 */
public record Shared(PlanNode input) implements PlanNode {
    public Shared {
        requireNonNull(input, "input is null");
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

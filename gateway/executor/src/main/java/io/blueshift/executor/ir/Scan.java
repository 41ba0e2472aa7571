package io.blueshift.executor.ir;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Reads a table of a source. What is read, and how, is known to the target alone; this node knows the columns that come.
 */
public record Scan(ScanTarget target, List<Column> columns) implements PlanNode {
    public Scan {
        requireNonNull(target, "target is null");
        columns = List.copyOf(columns);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of();
    }
}

package io.blueshift.executor.ir;

import java.util.List;

/** Rows that the query itself spells out. */
public record Values(List<Column> columns, List<List<Constant>> rows) implements PlanNode {
    public Values {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Constant> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row + " for " + columns);
            }
        }
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of();
    }
}

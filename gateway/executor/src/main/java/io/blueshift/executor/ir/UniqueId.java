package io.blueshift.executor.ir;

import io.trino.spi.type.BigintType;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/** The input's rows and, as a last column, a number that no other row has. */
public record UniqueId(PlanNode input, String name) implements PlanNode {
    public UniqueId {
        requireNonNull(input, "input is null");
        requireNonNull(name, "name is null");
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(input.columns());
        columns.add(new Column(name, BigintType.BIGINT));
        return List.copyOf(columns);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }
}

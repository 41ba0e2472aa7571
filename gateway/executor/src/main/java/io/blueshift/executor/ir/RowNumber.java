package io.blueshift.executor.ir;

import io.trino.spi.type.BigintType;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * The input's rows and, as a last column, their numbers from one among the rows with the same keys, as they come.
 *
 * @param keys channels of the input
 * @param rowsMax rows with greater numbers are left out
 */
public record RowNumber(PlanNode input, List<Integer> keys, String name, OptionalLong rowsMax) implements PlanNode {
    public RowNumber {
        requireNonNull(input, "input is null");
        keys = List.copyOf(keys);
        requireNonNull(name, "name is null");
        requireNonNull(rowsMax, "rowsMax is null");
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

package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.stream.Stream;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * The groups of a query's rows, as a relation of its own: what is asked next (a filter, an order, another aggregation)
 * is asked of it as of a table.
 *
 * @param input rows by table and filter, without limit; its select list plays no part
 * @param groupBy without any there is one group, also of no rows
 * @param outputs columns with names of their own: keys and aggregates; only keys for DISTINCT
 */
public record RemoteAggregation(RemoteQuery input, List<RemoteExpression> groupBy,
        List<RemoteOutput> outputs) implements RemoteRelation {
    public RemoteAggregation {
        requireNonNull(input, "input is null");
        groupBy = ImmutableList.copyOf(groupBy);
        outputs = ImmutableList.copyOf(outputs);
        checkArgument(input.limit().isEmpty(), "an aggregation cannot move below a limit");
    }

    public List<RemoteColumn> columns() {
        return outputs.stream().map(RemoteOutput::column).toList();
    }

    /** @throws IllegalArgumentException if the column is not one of these */
    public RemoteExpression valueOf(RemoteColumn column) {
        return outputs.stream().filter(output -> output.column().equals(column)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column " + column.name())).value();
    }

    @Override
    public RemoteTable table() {
        return input.from().table();
    }

    @Override
    public Stream<RemoteTable> tables() {
        return input.from().tables();
    }
}

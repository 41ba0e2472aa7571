package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.OptionalLong;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * What a source is asked, as a value: it grows by the {@code with} methods while the optimiser offers more, and is
 * rendered when the scan starts. The order applies after the filter, the limit after the order.
 *
 * @param select the columns that come back, in order; empty asks for rows without content, to be counted
 * @param order present only together with a limit: alone it would tell the engine nothing
 */
public record RemoteQuery(List<RemoteColumn> select, RemoteRelation from, RemotePredicate filter, List<SortKey> order,
        OptionalLong limit) {
    public RemoteQuery {
        select = ImmutableList.copyOf(select);
        requireNonNull(from, "from is null");
        requireNonNull(filter, "filter is null");
        order = ImmutableList.copyOf(order);
        requireNonNull(limit, "limit is null");
        checkArgument(limit.isEmpty() || limit.getAsLong() >= 0, "negative limit");
        checkArgument(order.isEmpty() || limit.isPresent(), "order without a limit");
    }

    public static RemoteQuery scan(RemoteRelation from, List<RemoteColumn> select) {
        return new RemoteQuery(select, from, RemotePredicate.TRUE, List.of(), OptionalLong.empty());
    }

    public RemoteQuery withSelect(List<RemoteColumn> columns) {
        return new RemoteQuery(columns, from, filter, order, limit);
    }

    /** Replaces the filter. Only before a limit: a filter after a limit is a different question. */
    public RemoteQuery withFilter(RemotePredicate predicate) {
        checkArgument(limit.isEmpty(), "a filter cannot move below a limit");
        return new RemoteQuery(select, from, predicate, order, limit);
    }

    public RemoteQuery withLimit(long rows) {
        return new RemoteQuery(select, from, filter, order,
                OptionalLong.of(limit.isPresent() ? Math.min(limit.getAsLong(), rows) : rows));
    }

    /** The first rows in this order. Only before a limit: the first rows of some rows are others. */
    public RemoteQuery withTopRows(List<SortKey> keys, long rows) {
        checkArgument(limit.isEmpty(), "an order cannot move below a limit");
        return new RemoteQuery(select, from, filter, keys, OptionalLong.of(rows));
    }
}

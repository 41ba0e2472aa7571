package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableList;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteRelation;

import java.util.List;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * A scan that is about to be read, and what it takes to read it.
 *
 * @param from what is read, as it was planned
 * @param query asked for when it is sent: by then the other side of a join may be known. Selects {@code columns}
 * @param columns in the order of the pages' blocks
 */
public record RemoteScan(RemoteRelation from, Supplier<RemoteQuery> query, List<RemoteColumn> columns,
        ConnectionPool pool, SourceErrors errors) {
    public RemoteScan {
        requireNonNull(from, "from is null");
        requireNonNull(query, "query is null");
        columns = ImmutableList.copyOf(columns);
        requireNonNull(pool, "pool is null");
        requireNonNull(errors, "errors is null");
    }
}

package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteQuery;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.predicate.TupleDomain;

/**
 * A scan's query for those rows alone that a join can use. Of a few thousand keys each is sent, so that an index finds
 * their rows; of more, their range.
 */
final class NarrowedQuery {
    private NarrowedQuery() {}

    /** @param found what the join has found out about the scan's columns so far */
    static RemoteQuery of(Dialect dialect, ConnectorSession session, JdbcTableHandle handle,
            TupleDomain<ColumnHandle> found) {
        // Below a limit it would let other rows through
        if (found.isAll() || handle.query().limit().isPresent() || !JdbcSessionProperties.predicatePushdown(session)) {
            return handle.query();
        }
        return new FilterPushdown(dialect, JdbcSessionProperties.dynamicFilterValuesMax(session))
                .narrowed(handle, found);
    }
}

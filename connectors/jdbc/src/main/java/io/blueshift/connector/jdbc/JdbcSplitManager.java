package io.blueshift.connector.jdbc;

import com.google.inject.Inject;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.FixedSplitSource;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One split per scan, unless the source can be read in parts that are all of one state of the database. What is limited
 * is never cut: a pushed limit holds for all of a scan.
 */
public class JdbcSplitManager implements ConnectorSplitManager {
    private final JdbcSource source;
    private final ConnectionPool pool;
    private final BlockingWork work;

    @Inject
    public JdbcSplitManager(JdbcSource source, ConnectionPool pool, BlockingWork work) {
        this.source = source;
        this.pool = pool;
        this.work = work;
    }

    @Override
    public ConnectorSplitSource getSplits(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorTableHandle table,
            Set<ColumnHandle> dynamicFilterColumns, Constraint constraint) {
        JdbcTableHandle handle = (JdbcTableHandle) table;
        if (handle.query().limit().isPresent()) {
            return new FixedSplitSource(JdbcSplit.WHOLE);
        }
        return new PartsSplitSource(found -> source
                .parts(transaction, session, NarrowedQuery.of(source.dialect(), session, handle, found), pool)
                .map(work::submit)
                .orElseGet(() -> CompletableFuture.completedFuture(List.of(JdbcSplit.WHOLE))));
    }
}

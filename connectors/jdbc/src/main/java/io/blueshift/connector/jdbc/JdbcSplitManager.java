package io.blueshift.connector.jdbc;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.MapMaker;
import com.google.common.collect.Multiset;
import com.google.inject.Inject;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One split per scan, unless the source can be read in parts that are all of one state of the database.
 */
public class JdbcSplitManager implements ConnectorSplitManager {
    private final JdbcSource source;
    private final ConnectionPool pool;
    private final BlockingWork work;
    /** Handles by identity, forgotten with them. */
    private final Multiset<ConnectorTableHandle> foreseen = ConcurrentHashMultiset
            .create(new MapMaker().weakKeys().<ConnectorTableHandle, AtomicInteger>makeMap());

    @Inject
    public JdbcSplitManager(JdbcSource source, ConnectionPool pool, BlockingWork work) {
        this.source = source;
        this.pool = pool;
        this.work = work;
    }

    /**
     * Tells of a scan whose splits will be asked for later, perhaps when others have been read: only who knows of all can
     * have them read in one state of the database.
     *
     * @param table the same object that the splits will be asked for with
     */
    public void foresee(ConnectorTransactionHandle transaction, ConnectorSession session, ConnectorTableHandle table) {
        foreseen.add(table);
        source.foresee(transaction, session);
    }

    @Override
    public ConnectorSplitSource getSplits(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorTableHandle table,
            Set<ColumnHandle> dynamicFilterColumns, Constraint constraint) {
        JdbcTableHandle handle = (JdbcTableHandle) table;
        if (!foreseen.remove(table)) {
            source.foresee(transaction, session);
        }
        ConnectionWait wait = new ConnectionWait();
        return new PartsSplitSource(found -> source
                .parts(transaction, session, NarrowedQuery.of(source.dialect(), session, handle, found), pool)
                .map(parts -> work.submit(() -> wait.run(parts)))
                .orElseGet(() -> CompletableFuture.completedFuture(List.of(JdbcSplit.WHOLE))), wait);
    }
}

package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.OpenStores;
import io.blueshift.store.error.StoreErrors;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorCapabilities;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorPageSinkProvider;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.TableProcedureMetadata;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.transaction.IsolationLevel;
import io.trino.spi.type.TypeManager;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

import static io.trino.spi.connector.ConnectorCapabilities.DEFAULT_COLUMN_VALUE;
import static io.trino.spi.connector.ConnectorCapabilities.MATERIALIZED_VIEW_GRACE_PERIOD;
import static io.trino.spi.connector.ConnectorCapabilities.MATERIALIZED_VIEW_WHEN_STALE_BEHAVIOR;
import static io.trino.spi.connector.ConnectorCapabilities.NOT_NULL_COLUMN_CONSTRAINT;
import static io.trino.spi.transaction.IsolationLevel.REPEATABLE_READ;
import static io.trino.spi.transaction.IsolationLevel.checkConnectorSupports;

/** A {@code local} catalog. */
public final class LocalConnector implements Connector {
    private final LocalStore store;
    private final StoreErrors errors;
    private final IntSupplier threads;
    private final TableStatistician statistician;
    private final MaterializedViews materializedViews;
    private final Map<LocalTransactionHandle, Open> transactions = new ConcurrentHashMap<>();

    private record Open(LocalTransaction transaction, LocalMetadata metadata) {}

    /** @param threads that read tables at the same time, on all nodes */
    LocalConnector(LocalStore store, StoreErrors errors, TypeManager typeManager, IntSupplier threads) {
        this.threads = threads;
        this.store = store;
        this.errors = errors;
        this.statistician = new TableStatistician(store.zoneMappers());
        this.materializedViews = new MaterializedViews(store, errors.catalog(), typeManager);
    }

    @Override
    public ConnectorTransactionHandle beginTransaction(IsolationLevel isolationLevel, boolean readOnly,
            boolean autoCommit) {
        checkConnectorSupports(REPEATABLE_READ, isolationLevel);
        LocalTransactionHandle handle = new LocalTransactionHandle(UUID.randomUUID());
        LocalTransaction transaction = new LocalTransaction(store);
        LocalMetadata metadata = new LocalMetadata(store, transaction, statistician, materializedViews, errors);
        transactions.put(handle, new Open(transaction, metadata));
        return handle;
    }

    @Override
    public ConnectorMetadata getMetadata(ConnectorSession session, ConnectorTransactionHandle handle) {
        return open(handle).metadata();
    }

    private Open open(ConnectorTransactionHandle handle) {
        return Optional.ofNullable(transactions.get((LocalTransactionHandle) handle))
                .orElseThrow(() -> new IllegalStateException("unknown transaction " + handle));
    }

    @Override
    public void commit(ConnectorTransactionHandle handle) {
        end(handle);
    }

    @Override
    public void rollback(ConnectorTransactionHandle handle) {
        end(handle);
    }

    private void end(ConnectorTransactionHandle handle) {
        Open ended = transactions.remove((LocalTransactionHandle) handle);
        if (ended != null) {
            ended.transaction().close();
        }
    }

    @Override
    public ConnectorSplitManager getSplitManager() {
        return new LocalSplitManager(store, errors, threads, handle -> open(handle).transaction());
    }

    @Override
    public ConnectorPageSourceProvider getPageSourceProvider() {
        return new LocalPageSourceProvider(store, errors);
    }

    @Override
    public ConnectorPageSinkProvider getPageSinkProvider() {
        return new LocalPageSinkProvider(store, errors);
    }

    @Override
    public Set<TableProcedureMetadata> getTableProcedures() {
        return TableProcedures.ALL;
    }

    @Override
    public List<PropertyMetadata<?>> getTableProperties() {
        return TableProperties.ALL;
    }

    @Override
    public List<PropertyMetadata<?>> getColumnProperties() {
        return ColumnProperties.ALL;
    }

    @Override
    public List<PropertyMetadata<?>> getMaterializedViewProperties() {
        return TableProperties.ALL;
    }

    @Override
    public Set<Procedure> getProcedures() {
        return Set.of(new RollbackProcedure(store, errors).get());
    }

    @Override
    public Set<ConnectorCapabilities> getCapabilities() {
        return Set.of(
                NOT_NULL_COLUMN_CONSTRAINT,
                DEFAULT_COLUMN_VALUE,
                MATERIALIZED_VIEW_GRACE_PERIOD,
                MATERIALIZED_VIEW_WHEN_STALE_BEHAVIOR);
    }

    @Override
    public void shutdown() {
        try {
            OpenStores.release(store);
        } catch (IOException e) {
            throw errors.translate(e);
        }
    }
}

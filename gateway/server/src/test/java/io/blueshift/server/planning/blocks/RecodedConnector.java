package io.blueshift.server.planning.blocks;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorCapabilities;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorNodePartitioningProvider;
import io.trino.spi.connector.ConnectorPageSinkProvider;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.transaction.IsolationLevel;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Another connector whose pages come in blocks of one form. */
record RecodedConnector(Connector delegate, BlockForm form) implements Connector {
    @Override
    public ConnectorPageSourceProvider getPageSourceProvider() {
        ConnectorPageSourceProvider pages = delegate.getPageSourceProvider();
        return new ConnectorPageSourceProvider() {
            @Override
            public ConnectorPageSource createPageSource(ConnectorTransactionHandle transaction,
                    ConnectorSession session,
                    ConnectorSplit split, ConnectorTableHandle table, Optional<ConnectorTableCredentials> credentials,
                    List<ColumnHandle> columns, DynamicFilter dynamicFilter,
                    MemoryContext memory) {
                ConnectorMetadata metadata = delegate.getMetadata(session, transaction);
                List<Type> types = columns.stream()
                        .map(column -> metadata.getColumnMetadata(session, table, column).getType()).toList();
                return new RecodedPages(
                        pages.createPageSource(transaction, session, split, table, credentials, columns, dynamicFilter,
                                memory),
                        types, form);
            }
        };
    }

    @Override
    public ConnectorTransactionHandle beginTransaction(IsolationLevel level, boolean readOnly, boolean autoCommit) {
        return delegate.beginTransaction(level, readOnly, autoCommit);
    }

    @Override
    public ConnectorMetadata getMetadata(ConnectorSession session, ConnectorTransactionHandle transaction) {
        return delegate.getMetadata(session, transaction);
    }

    @Override
    public ConnectorSplitManager getSplitManager() {
        return delegate.getSplitManager();
    }

    @Override
    public ConnectorPageSinkProvider getPageSinkProvider() {
        return delegate.getPageSinkProvider();
    }

    @Override
    public ConnectorNodePartitioningProvider getNodePartitioningProvider() {
        return delegate.getNodePartitioningProvider();
    }

    @Override
    public List<PropertyMetadata<?>> getSessionProperties() {
        return delegate.getSessionProperties();
    }

    @Override
    public List<PropertyMetadata<?>> getTableProperties() {
        return delegate.getTableProperties();
    }

    @Override
    public List<PropertyMetadata<?>> getColumnProperties() {
        return delegate.getColumnProperties();
    }

    @Override
    public void commit(ConnectorTransactionHandle transaction) {
        delegate.commit(transaction);
    }

    @Override
    public void rollback(ConnectorTransactionHandle transaction) {
        delegate.rollback(transaction);
    }

    @Override
    public Set<ConnectorCapabilities> getCapabilities() {
        return delegate.getCapabilities();
    }

    @Override
    public void shutdown() {
        delegate.shutdown();
    }
}

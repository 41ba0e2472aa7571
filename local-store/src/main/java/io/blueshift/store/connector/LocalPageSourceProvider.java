package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.scan.ScanColumn;
import io.blueshift.store.scan.SegmentPageSource;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.MemoryContext;

import java.util.List;
import java.util.Optional;

/** Opens splits for reading. */
final class LocalPageSourceProvider implements ConnectorPageSourceProvider {
    private final LocalStore store;
    private final StoreErrors errors;

    LocalPageSourceProvider(LocalStore store, StoreErrors errors) {
        this.store = store;
        this.errors = errors;
    }

    @Override
    public ConnectorPageSource createPageSource(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorSplit split, ConnectorTableHandle table, Optional<ConnectorTableCredentials> credentials,
            List<ColumnHandle> columns, DynamicFilter dynamicFilter, MemoryContext memory) {
        LocalTableHandle handle = (LocalTableHandle) table;
        List<ScanColumn> wanted = columns.stream().map(column -> ((LocalColumnHandle) column).toScanColumn()).toList();
        SegmentPageSource.Scan scan = new SegmentPageSource.Scan(
                store.dataDirectory(handle.tableId()),
                wanted,
                new CurrentPredicate(handle.predicate(), dynamicFilter),
                store.zoneMappers(),
                store.cache(),
                errors,
                memory);
        return new SegmentPageSource(scan, ((LocalSplit) split).slices());
    }
}

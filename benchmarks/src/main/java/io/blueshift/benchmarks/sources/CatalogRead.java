package io.blueshift.benchmarks.sources;

import io.blueshift.benchmarks.store.PlainSession;
import io.blueshift.benchmarks.store.TableTypes;
import io.blueshift.benchmarks.store.Threads;
import io.trino.spi.Plugin;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.DynamicFilterSnapshot;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.transaction.IsolationLevel;
import io.trino.spi.type.TypeManager;
import io.trino.spi.type.VarcharType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Reads the table through a catalog's page sources, as the executor does, each split by a thread. */
final class CatalogRead implements AutoCloseable {
    private final Connector connector;
    private final SchemaTableName table;

    /** @param schema that holds the table */
    CatalogRead(Plugin plugin, String schema, Map<String, String> properties) {
        this.table = new SchemaTableName(schema, LineItems.TABLE);
        // Nothing here is JSON, which only an engine has; the catalog wants a type for it all the same
        TypeManager types = new TableTypes(List.of()) {
            @Override
            public io.trino.spi.type.Type fromSqlType(String text) {
                return VarcharType.VARCHAR;
            }
        };
        this.connector = plugin.getConnectorFactories().iterator().next().create("bench", properties,
                new ConnectorContext() {
                    @Override
                    public TypeManager getTypeManager() {
                        return types;
                    }
                });
    }

    /** @return the number of rows */
    long read(Map<String, Object> sessionProperties) {
        ConnectorSession session = new PlainSession(connector.getSessionProperties(), sessionProperties);
        ConnectorTransactionHandle transaction = connector.beginTransaction(IsolationLevel.READ_COMMITTED, true, true);
        try {
            ConnectorMetadata metadata = connector.getMetadata(session, transaction);
            ConnectorTableHandle handle = metadata.getTableHandle(session, table, Optional.empty(),
                    Optional.empty());
            Collection<ColumnHandle> columns = metadata.getColumnHandles(session, handle).values();
            List<Callable<Long>> readers = new ArrayList<>();
            for (ConnectorSplit split : splits(session, transaction, handle)) {
                readers.add(() -> read(connector.getPageSourceProvider().createPageSource(transaction, session, split,
                        handle, Optional.empty(), List.copyOf(columns), DynamicFilter.EMPTY, MemoryContext.NO_LIMIT)));
            }
            return Threads.all(readers).stream().mapToLong(Long::longValue).sum();
        } finally {
            connector.commit(transaction);
        }
    }

    private List<ConnectorSplit> splits(ConnectorSession session, ConnectorTransactionHandle transaction,
            ConnectorTableHandle handle) {
        List<ConnectorSplit> splits = new ArrayList<>();
        try (ConnectorSplitSource source = connector.getSplitManager().getSplits(transaction, session, handle, Set.of(),
                Constraint.alwaysTrue())) {
            while (!source.isFinished()) {
                splits.addAll(source.getNextBatch(1000, DynamicFilterSnapshot.EMPTY).join());
            }
        }
        return splits;
    }

    private static long read(ConnectorPageSource source) throws IOException {
        try (source) {
            long rows = 0;
            while (!source.isFinished()) {
                SourcePage page = source.getNextSourcePage();
                if (page == null) {
                    source.isBlocked().join();
                } else {
                    rows += page.getPositionCount();
                }
            }
            return rows;
        }
    }

    @Override
    public void close() {
        connector.shutdown();
    }
}

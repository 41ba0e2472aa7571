package io.blueshift.connector.jdbc;

import com.google.inject.Inject;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemotePredicate;
import io.blueshift.pushdown.RemoteQuery;
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
import java.util.function.Supplier;

/** Turns a finished table handle into a running statement. */
public class JdbcPageSourceProvider implements ConnectorPageSourceProvider {
    private final JdbcSource source;
    private final ConnectionPool pool;
    private final SourceErrors errors;
    private final BlockingWork work;
    private final MetadataCache cache;

    @Inject
    public JdbcPageSourceProvider(JdbcSource source, ConnectionPool pool, SourceErrors errors, BlockingWork work,
            MetadataCache cache) {
        this.source = source;
        this.pool = pool;
        this.errors = errors;
        this.work = work;
        this.cache = cache;
    }

    @Override
    public ConnectorPageSource createPageSource(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorSplit split,
            ConnectorTableHandle table, Optional<ConnectorTableCredentials> tableCredentials,
            List<ColumnHandle> columns,
            DynamicFilter dynamicFilter, MemoryContext memoryContext) {
        JdbcTableHandle handle = (JdbcTableHandle) table;
        boolean rowIds = JdbcRowIdHandle.among(columns);
        List<RemoteColumn> select = rowIds
                ? columns.stream().flatMap(JdbcRowIdHandle::columns).distinct().toList()
                : columns.stream().map(JdbcMetadata::remote).toList();
        JdbcSplit part = (JdbcSplit) split;
        Supplier<RemoteQuery> query = () -> within(part, NarrowedQuery.of(source.dialect(), session, handle,
                dynamicFilter.getCurrentPredicate()).withSelect(select));
        RemoteScan scan = new RemoteScan(handle.query().from(), query, select, pool, errors);
        // What was found is held once, and once more in the statement
        memoryContext.setBytes(2 * dynamicFilter.getCurrentPredicate()
                .getRetainedSizeInBytes(column -> JdbcMetadata.remote(column).name().length()));
        PageReader reader = source.open(session, scan, part)
                .orElseGet(() -> new RemoteStatement(source, scan));
        return new JdbcPageSource(rowIds ? new RowIdPages(reader, select, columns) : reader, work, cache::forget,
                part.apart());
    }

    private static RemoteQuery within(JdbcSplit split, RemoteQuery query) {
        return split.part().equals(RemotePredicate.TRUE)
                ? query
                : query.withFilter(RemotePredicate.and(List.of(query.filter(), split.part())));
    }
}

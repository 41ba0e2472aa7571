package io.blueshift.connector.jdbc;

import com.google.inject.Inject;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.SqlRenderer;
import io.blueshift.pushdown.SqlText;
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

/** Turns a finished table handle into a running statement. */
public class JdbcPageSourceProvider implements ConnectorPageSourceProvider {
    private final JdbcSource source;
    private final ConnectionPool pool;
    private final SourceErrors errors;
    private final BlockingWork work;

    @Inject
    public JdbcPageSourceProvider(JdbcSource source, ConnectionPool pool, SourceErrors errors, BlockingWork work) {
        this.source = source;
        this.pool = pool;
        this.errors = errors;
        this.work = work;
    }

    @Override
    public ConnectorPageSource createPageSource(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorSplit split,
            ConnectorTableHandle table, Optional<ConnectorTableCredentials> tableCredentials,
            List<ColumnHandle> columns,
            DynamicFilter dynamicFilter, MemoryContext memoryContext) {
        List<RemoteColumn> select = columns.stream().map(JdbcMetadata::remote).toList();
        SqlText query = new SqlRenderer(source.dialect()).render(((JdbcTableHandle) table).query().withSelect(select));
        return new JdbcPageSource(new RemoteStatement(source, pool, errors, query, select), work);
    }
}

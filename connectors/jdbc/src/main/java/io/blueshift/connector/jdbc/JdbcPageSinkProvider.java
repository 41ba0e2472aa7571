package io.blueshift.connector.jdbc;

import com.google.inject.Inject;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorMergeSink;
import io.trino.spi.connector.ConnectorMergeTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.ConnectorPageSink;
import io.trino.spi.connector.ConnectorPageSinkId;
import io.trino.spi.connector.ConnectorPageSinkProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTransactionHandle;

import java.util.Optional;

/** Opens writers to a staging table. */
public class JdbcPageSinkProvider implements ConnectorPageSinkProvider {
    private final JdbcSource source;
    private final ConnectionPool pool;
    private final SourceErrors errors;
    private final BlockingWork work;

    @Inject
    public JdbcPageSinkProvider(JdbcSource source, ConnectionPool pool, SourceErrors errors, BlockingWork work) {
        this.source = source;
        this.pool = pool;
        this.errors = errors;
        this.work = work;
    }

    @Override
    public ConnectorPageSink createPageSink(ConnectorTransactionHandle transactionHandle, ConnectorSession session,
            ConnectorOutputTableHandle outputTableHandle, Optional<ConnectorTableCredentials> tableCredentials,
            ConnectorPageSinkId pageSinkId) {
        return sink(session, (JdbcWriteHandle) outputTableHandle);
    }

    @Override
    public ConnectorPageSink createPageSink(ConnectorTransactionHandle transactionHandle, ConnectorSession session,
            ConnectorInsertTableHandle insertTableHandle, Optional<ConnectorTableCredentials> tableCredentials,
            ConnectorPageSinkId pageSinkId) {
        return sink(session, (JdbcWriteHandle) insertTableHandle);
    }

    @Override
    public ConnectorMergeSink createMergeSink(ConnectorTransactionHandle transactionHandle, ConnectorSession session,
            ConnectorMergeTableHandle mergeHandle, Optional<ConnectorTableCredentials> tableCredentials,
            ConnectorPageSinkId pageSinkId) {
        JdbcMergeHandle merge = (JdbcMergeHandle) mergeHandle;
        return new JdbcMergeSink(sink(session, merge.staged()), merge);
    }

    private JdbcPageSink sink(ConnectorSession session, JdbcWriteHandle handle) {
        RowSink rows = source.rowSink(handle, pool, errors)
                .orElseGet(() -> new StagingInsert(source, pool, errors, handle,
                        JdbcSessionProperties.writeBatchSize(session)));
        return new JdbcPageSink(rows, work);
    }
}

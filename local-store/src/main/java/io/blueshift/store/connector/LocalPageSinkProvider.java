package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.SegmentCodec;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.write.SegmentBuilder;
import io.blueshift.store.write.SegmentOrder;
import io.blueshift.store.write.TableWriter;
import io.blueshift.store.write.WriteColumn;
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

import java.util.List;
import java.util.Optional;

/** Opens tables for writing, one writer per sink. */
final class LocalPageSinkProvider implements ConnectorPageSinkProvider {
    private final LocalStore store;
    private final StoreErrors errors;

    LocalPageSinkProvider(LocalStore store, StoreErrors errors) {
        this.store = store;
        this.errors = errors;
    }

    @Override
    public ConnectorPageSink createPageSink(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorOutputTableHandle table, Optional<ConnectorTableCredentials> credentials,
            ConnectorPageSinkId sinkId) {
        return createSink((LocalWriteHandle) table);
    }

    @Override
    public ConnectorPageSink createPageSink(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorInsertTableHandle table, Optional<ConnectorTableCredentials> credentials,
            ConnectorPageSinkId sinkId) {
        return createSink((LocalWriteHandle) table);
    }

    @Override
    public ConnectorMergeSink createMergeSink(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorMergeTableHandle merge, Optional<ConnectorTableCredentials> credentials,
            ConnectorPageSinkId sinkId) {
        LocalWriteHandle write = ((LocalMergeHandle) merge).write();
        return new LocalMergeSink(createSink(write), write.columns().size());
    }

    LocalPageSink createSink(LocalWriteHandle write) {
        List<WriteColumn> columns = write.columns().stream()
                .map(
                        column -> new WriteColumn(
                                column.id(),
                                column.type(),
                                Optional.ofNullable(write.encodings().get(column.id()))))
                .toList();
        SegmentOrder order = SegmentOrder.of(write.sortKey(), columns, store.zoneMappers());
        TableWriter writer = new TableWriter(
                store.dataDirectory(write.tableId()),
                write.writeId(),
                () -> new SegmentBuilder(columns, order, store.zoneMappers()));
        return new LocalPageSink(writer, columns, new SegmentCodec(store.zoneMappers()), errors);
    }
}

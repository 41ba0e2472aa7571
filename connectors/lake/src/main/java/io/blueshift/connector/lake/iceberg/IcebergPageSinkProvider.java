package io.blueshift.connector.lake.iceberg;

import com.google.inject.Inject;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.ConnectorPageSink;
import io.trino.spi.connector.ConnectorPageSinkId;
import io.trino.spi.connector.ConnectorPageSinkProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTransactionHandle;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Opens writers; only Iceberg tables are written. */
public final class IcebergPageSinkProvider implements ConnectorPageSinkProvider {
    private final LakeStorage storage;

    @Inject
    public IcebergPageSinkProvider(LakeStorage storage) {
        this.storage = requireNonNull(storage, "storage is null");
    }

    @Override
    public ConnectorPageSink createPageSink(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorOutputTableHandle table, Optional<ConnectorTableCredentials> credentials, ConnectorPageSinkId id) {
        return new IcebergPageSink(storage, (IcebergWriteHandle) table, session.getQueryId());
    }

    @Override
    public ConnectorPageSink createPageSink(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorInsertTableHandle table, Optional<ConnectorTableCredentials> credentials, ConnectorPageSinkId id) {
        return new IcebergPageSink(storage, (IcebergWriteHandle) table, session.getQueryId());
    }
}

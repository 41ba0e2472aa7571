package io.blueshift.store.connector;

import io.trino.spi.connector.ConnectorMergeTableHandle;
import io.trino.spi.connector.ConnectorTableHandle;

/**
 * A DELETE, UPDATE or MERGE that runs.
 *
 * @param table the version whose rows it changes
 * @param write the rows it adds: all columns, in the table's order
 */
public record LocalMergeHandle(LocalTableHandle table, LocalWriteHandle write) implements ConnectorMergeTableHandle {
    @Override
    public ConnectorTableHandle getTableHandle() {
        return table;
    }
}

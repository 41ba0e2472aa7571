package io.blueshift.store.connector;

import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.SchemaTableName;

import java.util.List;
import java.util.UUID;

/**
 * Rows on their way into a table, new or old.
 *
 * @param writeId starts the names of the files that this statement writes
 * @param columns of the rows, in their order
 * @param sortKey ids of the columns by which rows are sorted
 * @param replace whether a new table takes the place of an old one
 */
public record LocalWriteHandle(SchemaTableName name, UUID tableId, String writeId, List<LocalColumnHandle> columns,
        List<Integer> sortKey, boolean replace)
        implements
            ConnectorInsertTableHandle,
            ConnectorOutputTableHandle {

    public LocalWriteHandle {
        columns = List.copyOf(columns);
        sortKey = List.copyOf(sortKey);
    }

    @Override
    public String toString() {
        return name.toString();
    }
}

package io.blueshift.store.connector;

import io.blueshift.store.encoding.Encoding;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.SchemaTableName;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Rows on their way into a table, new or old.
 *
 * @param writeId starts the names of the files that this statement writes
 * @param columns of the rows, in their order
 * @param sortKey ids of the columns by which rows are sorted
 * @param encodings by column id, those that users chose
 * @param replace whether a new table takes the place of an old one
 */
public record LocalWriteHandle(SchemaTableName name, UUID tableId, String writeId, List<LocalColumnHandle> columns,
        List<Integer> sortKey, Map<Integer, Encoding> encodings, boolean replace)
        implements
            ConnectorInsertTableHandle,
            ConnectorOutputTableHandle {

    public LocalWriteHandle {
        columns = List.copyOf(columns);
        sortKey = List.copyOf(sortKey);
        encodings = Map.copyOf(encodings);
    }

    @Override
    public String toString() {
        return name.toString();
    }
}

package io.blueshift.connector.lake.table;

import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.SchemaTableName;

import java.util.Optional;
import java.util.Set;

/**
 * A table as one query sees it: name, what was pushed into its scan, and the columns that the query reads. Its
 * {@code toString} is what EXPLAIN prints.
 */
public sealed interface LakeTableHandle extends ConnectorTableHandle permits IcebergTableHandle, ExternalTableHandle {
    SchemaTableName name();

    /** The columns that the query reads, once the optimiser has said so; before, all are assumed. */
    Optional<Set<LakeColumnHandle>> projected();

    /** The same scan, known to read these columns only. */
    LakeTableHandle withProjected(Set<LakeColumnHandle> columns);
}

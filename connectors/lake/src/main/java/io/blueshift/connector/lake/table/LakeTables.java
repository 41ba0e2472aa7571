package io.blueshift.connector.lake.table;

import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.statistics.TableStatistics;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One family of tables in the lake. The connector routes each request by the kind of handle, or by name where there is
 * no handle yet; an implementation is only ever given handles of its own kind. Thread-safe; may live as long as one
 * transaction only.
 */
public interface LakeTables {
    /** Tables of one schema, or of all. A schema that does not exist has none. */
    List<SchemaTableName> list(ConnectorSession session, Optional<String> schema);

    /** The table as it is now, pinned for the rest of the query; empty if there is none of this name in this family. */
    Optional<LakeTableHandle> find(ConnectorSession session, SchemaTableName name);

    /**
     * Names the content that a handle stands for: two handles of one table with the same answer read the same rows. Empty
     * where that cannot be told.
     */
    default Optional<String> version(LakeTableHandle table) {
        return Optional.empty();
    }

    /** Columns, table properties and comment. */
    ConnectorTableMetadata describe(ConnectorSession session, LakeTableHandle table);

    /** Columns by name, in the order of the table. */
    Map<String, LakeColumnHandle> columns(ConnectorSession session, LakeTableHandle table);

    /** Creates an empty (Iceberg) or defines an existing (external) table. */
    void create(ConnectorSession session, ConnectorTableMetadata table, SaveMode mode);

    /** Removes the table; data goes with it only where the lake owns the files. */
    void drop(ConnectorSession session, LakeTableHandle table);

    void rename(ConnectorSession session, LakeTableHandle table, SchemaTableName newName);

    void setComment(ConnectorSession session, LakeTableHandle table, Optional<String> comment);

    /** As {@link io.trino.spi.connector.ConnectorMetadata#applyFilter}. */
    Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(ConnectorSession session,
            LakeTableHandle table, Constraint constraint);

    /** Estimates for the optimiser; cheap, and empty rather than wrong. */
    TableStatistics statistics(ConnectorSession session, LakeTableHandle table);

    /** The pieces of the table that may hold matching rows; dynamic filters arrive with each batch asked for. */
    ConnectorSplitSource splits(ConnectorSession session, LakeTableHandle table, Constraint constraint);
}

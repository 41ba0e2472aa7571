package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.type.Type;

import java.util.Optional;

/** How values travel between a source and the engine. Stateless and safe for all threads. */
public interface SourceTypes {
    /** Reads a column's values in the representation of its engine type. */
    ColumnReader reader(RemoteColumn column);

    /**
     * Writes values of an engine type as parameters of a remote type, for predicates and for INSERT alike.
     *
     * @param remoteType as in {@link RemoteColumn#remoteType()}
     */
    ParameterWriter writer(Type type, String remoteType);

    /** The type that a new column gets for values of this engine type; absent if the source has none. */
    Optional<String> columnType(Type type);
}

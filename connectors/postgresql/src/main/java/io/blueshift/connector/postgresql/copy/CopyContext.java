package io.blueshift.connector.postgresql.copy;

import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.type.Type;

import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;

/**
 * What the readers of one catalog share.
 *
 * @param typed makes sure that columns are sent as the types they had when they were planned, should the table have
 *              changed: in the binary format other types are other bytes
 * @param json the engine's type for JSON
 */
public record CopyContext(SqlRenderer renderer, UnaryOperator<RemoteQuery> typed, Type json, Snapshots snapshots) {
    public CopyContext {
        requireNonNull(renderer, "renderer is null");
        requireNonNull(typed, "typed is null");
        requireNonNull(json, "json is null");
        requireNonNull(snapshots, "snapshots is null");
    }
}

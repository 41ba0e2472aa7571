package io.blueshift.pushdown;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A table or view under the names the source itself uses, case included.
 *
 * @param schema absent where the source has no such level, or where its current one is meant
 */
public record RemoteTable(Optional<String> schema, String name) implements RemoteRelation {
    public RemoteTable {
        requireNonNull(schema, "schema is null");
        requireNonNull(name, "name is null");
    }

    public static RemoteTable of(String schema, String name) {
        return new RemoteTable(Optional.of(schema), name);
    }

    @Override
    public RemoteTable table() {
        return this;
    }
}

package io.blueshift.pushdown;

import static java.util.Objects.requireNonNull;

/** A computed value, and the column that whoever reads from the relation sees of it. */
public record RemoteOutput(RemoteColumn column, RemoteExpression value) {
    public RemoteOutput {
        requireNonNull(column, "column is null");
        requireNonNull(value, "value is null");
    }
}

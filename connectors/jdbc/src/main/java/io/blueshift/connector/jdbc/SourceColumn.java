package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** A column found in a source. */
public record SourceColumn(RemoteColumn column, boolean nullable, Optional<String> comment) {
    public SourceColumn {
        requireNonNull(column, "column is null");
        requireNonNull(comment, "comment is null");
    }
}

package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteTable;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** A relation found in a source. Views of the source are tables for the engine. */
public record SourceTable(RemoteTable table, Optional<String> comment) {
    public SourceTable {
        requireNonNull(table, "table is null");
        requireNonNull(comment, "comment is null");
    }
}

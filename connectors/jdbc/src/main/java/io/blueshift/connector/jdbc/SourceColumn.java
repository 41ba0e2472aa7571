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

    /**
     * A column with something to say about its type, which people find in its comment, behind their own.
     *
     * @param reason why the column has the type that it has
     */
    public static SourceColumn explained(RemoteColumn column, boolean nullable, Optional<String> comment,
            Optional<String> reason) {
        if (reason.isEmpty() || comment.isEmpty()) {
            return new SourceColumn(column, nullable, comment.or(() -> reason));
        }
        // A table made like this one may have been given the whole comment
        return new SourceColumn(column, nullable, comment.map(own -> own.endsWith(reason.get())
                ? own
                : own + " (" + reason.get() + ")"));
    }
}

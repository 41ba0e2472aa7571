package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A column found in a source.
 *
 * @param defaultValue a literal of the engine, of a constant that rows get which say nothing of the column; absent for
 *                     NULL, and for what the source computes
 * @param computed whether the source alone sets its values: they follow from others, or are numbers that it counts
 */
public record SourceColumn(RemoteColumn column, boolean nullable, Optional<String> comment,
        Optional<String> defaultValue, boolean computed) {
    public SourceColumn {
        requireNonNull(column, "column is null");
        requireNonNull(comment, "comment is null");
        requireNonNull(defaultValue, "defaultValue is null");
    }

    /** One of which nothing but its values is known. */
    static SourceColumn plain(RemoteColumn column) {
        return new SourceColumn(column, true, Optional.empty(), Optional.empty(), false);
    }

    public SourceColumn withDefault(Optional<String> literal) {
        return new SourceColumn(column, nullable, comment, literal, computed);
    }

    public SourceColumn withComputed(boolean isComputed) {
        return new SourceColumn(column, nullable, comment, defaultValue, isComputed);
    }

    /**
     * A column with something to say about its type, which people find in its comment, behind their own.
     *
     * @param reason why the column has the type that it has
     */
    public static SourceColumn explained(RemoteColumn column, boolean nullable, Optional<String> comment,
            Optional<String> reason) {
        if (reason.isEmpty() || comment.isEmpty()) {
            return new SourceColumn(column, nullable, comment.or(() -> reason), Optional.empty(), false);
        }
        // A table made like this one may have been given the whole comment
        return new SourceColumn(column, nullable, comment.map(own -> own.endsWith(reason.get())
                ? own
                : own + " (" + reason.get() + ")"), Optional.empty(), false);
    }
}

package io.blueshift.connector.jdbc;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** What becomes of a column that is there. All else that was said of it stays as it is. */
public sealed interface ColumnChange {
    /**
     * Its values become those of another type, or the statement fails if one of them cannot.
     *
     * @param type in the source's SQL
     */
    record ToType(String type) implements ColumnChange {
        public ToType {
            requireNonNull(type, "type is null");
        }
    }

    /**
     * What rows get that say nothing of it.
     *
     * @param value in the source's SQL; absent for NULL
     */
    record ToDefault(Optional<String> value) implements ColumnChange {
        public ToDefault {
            requireNonNull(value, "value is null");
        }
    }

    /** @param comment absent to have none */
    record ToComment(Optional<String> comment) implements ColumnChange {
        public ToComment {
            requireNonNull(comment, "comment is null");
        }
    }

    /** It may be NULL. */
    record ToNullable() implements ColumnChange {}
}

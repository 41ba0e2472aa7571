package io.blueshift.pushdown;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What became of the predicate on one column.
 *
 * @param predicate what to ask the source; constant true if nothing can be asked
 * @param reason why this is not exact; empty if it is
 */
public record ColumnTranslation(RemotePredicate predicate, Exactness exactness, String reason) {
    public ColumnTranslation {
        requireNonNull(predicate, "predicate is null");
        requireNonNull(exactness, "exactness is null");
        requireNonNull(reason, "reason is null");
    }

    static ColumnTranslation exact(RemotePredicate predicate) {
        return new ColumnTranslation(predicate, Exactness.EXACT, "");
    }

    static ColumnTranslation superset(RemotePredicate predicate, String reason) {
        return new ColumnTranslation(predicate, Exactness.SUPERSET, reason);
    }

    static ColumnTranslation none(String reason) {
        return new ColumnTranslation(RemotePredicate.TRUE, Exactness.NONE, reason);
    }

    /** The same question for rows that are also accepted when NULL. */
    ColumnTranslation orNull(RemoteExpression column) {
        if (exactness == Exactness.NONE) {
            return this;
        }
        RemotePredicate isNull = new RemotePredicate.NullTest(column, false);
        return new ColumnTranslation(RemotePredicate.or(List.of(predicate, isNull)), exactness, reason);
    }
}

package io.blueshift.executor.ir;

import io.trino.spi.type.Type;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The result of the first branch whose condition is true (NULL is not), else the default. IF is this with one branch.
 * Only the chosen result is evaluated.
 */
public record Case(List<When> branches, Expression otherwise) implements Expression {
    public Case {
        branches = List.copyOf(branches);
        requireNonNull(otherwise, "otherwise is null");
    }

    @Override
    public Type type() {
        return otherwise.type();
    }

    /** One WHEN ... THEN ... */
    public record When(Expression condition, Expression result) {
        public When {
            requireNonNull(condition, "condition is null");
            requireNonNull(result, "result is null");
        }
    }
}

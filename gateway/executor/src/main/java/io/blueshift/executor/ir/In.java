package io.blueshift.executor.ir;

import io.blueshift.executor.function.ScalarFunction;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.Type;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Whether the value equals one of the candidates. Constants are looked up first, then the others are compared in order;
 * without a match the answer is NULL if a comparison was NULL, else false.
 */
public record In(Expression value, List<Expression> candidates, Equality equality) implements Expression {
    public In {
        requireNonNull(value, "value is null");
        candidates = List.copyOf(candidates);
        requireNonNull(equality, "equality is null");
    }

    @Override
    public Type type() {
        return BooleanType.BOOLEAN;
    }

    /**
     * What equality means for the type: SQL's {@code =}, a hash that agrees with it, and whether a value contains a NULL
     * that makes comparisons with it unknown.
     */
    public record Equality(ScalarFunction equal, ScalarFunction hash, ScalarFunction indeterminate) {}
}

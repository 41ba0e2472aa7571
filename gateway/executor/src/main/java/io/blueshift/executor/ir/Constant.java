package io.blueshift.executor.ir;

import io.trino.spi.type.Type;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A literal in the type's native Java form (long, double, boolean, Slice, Block, ...); absent is NULL.
 */
public record Constant(Type type, Optional<Object> value) implements Expression {
    public Constant {
        requireNonNull(type, "type is null");
        requireNonNull(value, "value is null");
    }
}

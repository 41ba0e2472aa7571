package io.blueshift.executor.ir;

import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

/**
 * Evaluates a value once and lets the body name it by its slot, as {@code x BETWEEN a AND b} or {@code CASE x WHEN ...} do.
 * Slots are numbered from zero within one expression.
 */
public record Let(int slot, Expression value, Expression body) implements Expression {
    public Let {
        requireNonNull(value, "value is null");
        requireNonNull(body, "body is null");
    }

    @Override
    public Type type() {
        return body.type();
    }
}

package io.blueshift.executor.ir;

import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

/**
 * The value that an enclosing {@link Let} put into the slot.
 */
public record Local(int slot, Type type) implements Expression {
    public Local {
        requireNonNull(type, "type is null");
    }
}

package io.blueshift.executor.ir;

import io.trino.spi.type.BooleanType;
import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

/**
 * Whether the value is NULL; never NULL itself.
 */
public record IsNull(Expression value) implements Expression {
    public IsNull {
        requireNonNull(value, "value is null");
    }

    @Override
    public Type type() {
        return BooleanType.BOOLEAN;
    }
}

package io.blueshift.executor.ir;

import io.trino.spi.type.Type;

import java.util.List;

/**
 * The first operand that is not NULL; those after it are not evaluated.
 */
public record Coalesce(List<Expression> operands) implements Expression {
    public Coalesce {
        operands = List.copyOf(operands);
    }

    @Override
    public Type type() {
        return operands.getFirst().type();
    }
}

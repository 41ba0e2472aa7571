package io.blueshift.executor.ir;

import io.trino.spi.type.BooleanType;
import io.trino.spi.type.Type;

import java.util.List;

/**
 * Three-valued AND: stops with false at the first term that is false; otherwise NULL if one was NULL, else true.
 */
public record And(List<Expression> terms) implements Expression {
    public And {
        terms = List.copyOf(terms);
    }

    @Override
    public Type type() {
        return BooleanType.BOOLEAN;
    }
}

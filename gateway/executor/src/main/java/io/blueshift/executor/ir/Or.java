package io.blueshift.executor.ir;

import io.trino.spi.type.BooleanType;
import io.trino.spi.type.Type;

import java.util.List;

/**
 * Three-valued OR: stops with true at the first term that is true; otherwise NULL if one was NULL, else false.
 */
public record Or(List<Expression> terms) implements Expression {
    public Or {
        terms = List.copyOf(terms);
    }

    @Override
    public Type type() {
        return BooleanType.BOOLEAN;
    }
}

package io.blueshift.executor.ir;

import io.blueshift.executor.function.ScalarFunction;
import io.trino.spi.type.Type;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Applies a function, operators and casts included. Arguments are evaluated in order; as soon as one is NULL that the
 * function does not accept, the call is NULL and the arguments after it are not evaluated.
 */
public record Call(ScalarFunction function, List<Expression> arguments) implements Expression {
    public Call {
        requireNonNull(function, "function is null");
        arguments = List.copyOf(arguments);
        if (function.argumentTypes().size() != arguments.size()) {
            throw new IllegalArgumentException(function.name() + " takes " + function.argumentTypes().size()
                    + " arguments, not " + arguments.size());
        }
    }

    @Override
    public Type type() {
        return function.returnType();
    }
}

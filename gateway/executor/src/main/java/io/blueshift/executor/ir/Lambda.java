package io.blueshift.executor.ir;

import io.trino.spi.type.FunctionType;
import io.trino.spi.type.Type;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A function of parameters, as an argument of a call, or of a call's {@link Let}: it may be applied never, once or often.
 * The body names the parameters, besides whatever may be named around it.
 */
public record Lambda(List<Local> parameters, Expression body) implements Expression {
    public Lambda {
        parameters = List.copyOf(parameters);
        requireNonNull(body, "body is null");
    }

    @Override
    public Type type() {
        return new FunctionType(parameters.stream().map(Local::type).toList(), body.type());
    }
}

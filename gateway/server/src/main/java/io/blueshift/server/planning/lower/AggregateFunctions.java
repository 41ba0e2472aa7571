package io.blueshift.server.planning.lower;

import io.trino.Session;
import io.trino.metadata.ResolvedFunction;
import io.trino.spi.type.Type;
import io.trino.sql.ir.Expression;

import java.util.List;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/** Turns calls of Trino's aggregates and window functions, in one session, into the executor's functions. */
final class AggregateFunctions {
    private final AccumulatorFactories factories;
    private final Lambdas lambdas;
    private final Session session;

    AggregateFunctions(AccumulatorFactories factories, Lambdas lambdas, Session session) {
        this.factories = requireNonNull(factories, "factories is null");
        this.lambdas = requireNonNull(lambdas, "lambdas is null");
        this.session = requireNonNull(session, "session is null");
    }

    ResolvedAggregateFunction aggregate(ResolvedFunction function, List<Expression> arguments) {
        return new ResolvedAggregateFunction(function, factories, lambdas.compile(arguments,
                factories.implementation(function).getLambdaInterfaces(), session));
    }

    /** Gives the least value of a type. */
    ResolvedAggregateFunction least(Type type) {
        return aggregate(factories.least(type), List.of());
    }

    ResolvedWindowFunction window(ResolvedFunction function, List<Expression> arguments) {
        List<Supplier<Object>> compiled = lambdas.compile(arguments,
                factories.window(function).getLambdaInterfaces(), session);
        return new ResolvedWindowFunction(function, factories, compiled);
    }
}

package io.blueshift.server.planning.lower;

import io.blueshift.executor.function.AggregateFunction;
import io.blueshift.executor.function.AggregateStates;
import io.trino.metadata.GlobalFunctionCatalog;
import io.trino.metadata.ResolvedFunction;
import io.trino.spi.function.AggregationImplementation;
import io.trino.spi.function.CatalogSchemaFunctionName;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * An aggregate function that Trino resolved; equal to another by what was resolved.
 */
final class ResolvedAggregateFunction implements AggregateFunction {
    private final ResolvedFunction function;
    private final AccumulatorFactories factories;
    private final List<Supplier<Object>> lambdas;

    /** @param lambdas those among the arguments */
    ResolvedAggregateFunction(ResolvedFunction function, AccumulatorFactories factories,
            List<Supplier<Object>> lambdas) {
        this.function = requireNonNull(function, "function is null");
        this.factories = requireNonNull(factories, "factories is null");
        this.lambdas = List.copyOf(lambdas);
    }

    @Override
    public String name() {
        CatalogSchemaFunctionName name = function.name();
        return GlobalFunctionCatalog.isBuiltinFunctionName(name) ? name.functionName() : name.toString();
    }

    @Override
    public Type returnType() {
        return function.signature().getReturnType();
    }

    @Override
    public List<Type> argumentTypes() {
        return Lambdas.columnTypes(function);
    }

    @Override
    public boolean decomposable() {
        return factories.implementation(function).getCombineFunction().isPresent();
    }

    @Override
    public boolean deterministic() {
        return function.deterministic();
    }

    @Override
    public AggregateStates open() {
        AggregationImplementation implementation = factories.implementation(function);
        List<Type> types = implementation.getAccumulatorStateDescriptors().stream()
                .map(descriptor -> descriptor.getSerializer().getSerializedType()).toList();
        Type intermediate = types.size() == 1 ? types.getFirst() : RowType.anonymous(types);
        return new TrinoAggregateStates(factories.factory(function), lambdas, intermediate, returnType());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResolvedAggregateFunction that && function.equals(that.function)
                && lambdas.equals(that.lambdas);
    }

    @Override
    public int hashCode() {
        return function.hashCode();
    }

    @Override
    public String toString() {
        return function.toString();
    }
}

package io.blueshift.server.planning.lower;

import io.blueshift.executor.function.AggregateFunction;
import io.blueshift.executor.function.WindowedFunction;
import io.trino.metadata.GlobalFunctionCatalog;
import io.trino.metadata.ResolvedFunction;
import io.trino.spi.function.CatalogSchemaFunctionName;
import io.trino.spi.function.FunctionKind;
import io.trino.spi.function.WindowFunction;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A window function or an aggregate that Trino resolved; equal to another by what was resolved.
 *
 * @param lambdas those among the arguments
 */
record ResolvedWindowFunction(ResolvedFunction function, AccumulatorFactories factories,
        List<Supplier<Object>> lambdas) implements WindowedFunction {
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
    public Optional<AggregateFunction> aggregate() {
        return function.functionKind() == FunctionKind.AGGREGATE
                ? Optional.of(new ResolvedAggregateFunction(function, factories, lambdas))
                : Optional.empty();
    }

    @Override
    public WindowFunction open(boolean ignoreNulls) {
        return new TrinoWindowFunction(factories.window(function).createWindowFunction(ignoreNulls, lambdas));
    }
}

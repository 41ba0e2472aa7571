package io.blueshift.server.planning.lower;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.trino.metadata.FunctionManager;
import io.trino.metadata.Metadata;
import io.trino.metadata.ResolvedFunction;
import io.trino.operator.aggregation.AccumulatorCompiler;
import io.trino.operator.aggregation.AccumulatorFactory;
import io.trino.operator.window.AggregationWindowFunctionSupplier;
import io.trino.spi.function.AggregationImplementation;
import io.trino.spi.function.FunctionKind;
import io.trino.spi.function.WindowFunctionSupplier;
import io.trino.spi.type.Type;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static io.trino.sql.analyzer.TypeDescriptorProvider.fromTypes;
import static java.util.Objects.requireNonNull;

/** Trino's accumulators, whose classes are generated once for each function. Safe for all threads. */
final class AccumulatorFactories {
    private final Metadata metadata;
    private final FunctionManager functionManager;
    private final Cache<ResolvedFunction, AccumulatorFactory> factories = CacheBuilder.newBuilder().maximumSize(1000)
            .build();
    private final Cache<ResolvedFunction, WindowFunctionSupplier> windows = CacheBuilder.newBuilder().maximumSize(1000)
            .build();

    AccumulatorFactories(Metadata metadata, FunctionManager functionManager) {
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.functionManager = requireNonNull(functionManager, "functionManager is null");
    }

    /** What makes a window function, or an aggregate as one. */
    WindowFunctionSupplier window(ResolvedFunction function) {
        if (function.functionKind() != FunctionKind.AGGREGATE) {
            return functionManager.getWindowFunctionSupplier(function);
        }
        return get(windows, function, () -> new AggregationWindowFunctionSupplier(function.signature(),
                implementation(function), function.functionNullability()));
    }

    /** The aggregate function that gives the least value of a type. */
    ResolvedFunction least(Type type) {
        return metadata.resolveBuiltinFunction("min", fromTypes(type));
    }

    AggregationImplementation implementation(ResolvedFunction function) {
        return functionManager.getAggregationImplementation(function);
    }

    AccumulatorFactory factory(ResolvedFunction function) {
        return get(factories, function, () -> AccumulatorCompiler.generateAccumulatorFactory(function.signature(),
                implementation(function), function.functionNullability(), true));
    }

    private static <T> T get(Cache<ResolvedFunction, T> cache, ResolvedFunction function, Callable<T> compiled) {
        try {
            return cache.get(function, compiled);
        } catch (ExecutionException | UncheckedExecutionException e) {
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }
}

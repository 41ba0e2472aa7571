package io.blueshift.server.planning.lower;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.trino.metadata.FunctionManager;
import io.trino.metadata.Metadata;
import io.trino.metadata.ResolvedFunction;
import io.trino.operator.aggregation.AccumulatorCompiler;
import io.trino.operator.aggregation.AccumulatorFactory;
import io.trino.spi.function.AggregationImplementation;
import io.trino.spi.type.Type;

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

    AccumulatorFactories(Metadata metadata, FunctionManager functionManager) {
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.functionManager = requireNonNull(functionManager, "functionManager is null");
    }

    /** The aggregate function that gives the least value of a type. */
    ResolvedFunction least(Type type) {
        return metadata.resolveBuiltinFunction("min", fromTypes(type));
    }

    AggregationImplementation implementation(ResolvedFunction function) {
        return functionManager.getAggregationImplementation(function);
    }

    AccumulatorFactory factory(ResolvedFunction function) {
        try {
            return factories.get(function, () -> AccumulatorCompiler.generateAccumulatorFactory(function.signature(),
                    implementation(function), function.functionNullability(), true));
        } catch (ExecutionException | UncheckedExecutionException e) {
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }
}

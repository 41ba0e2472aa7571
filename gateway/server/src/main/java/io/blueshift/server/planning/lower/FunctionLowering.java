package io.blueshift.server.planning.lower;

import io.blueshift.executor.function.ScalarFunction;
import io.blueshift.executor.ir.In;
import io.trino.metadata.FunctionManager;
import io.trino.metadata.Metadata;
import io.trino.metadata.ResolvedFunction;
import io.trino.spi.function.OperatorType;
import io.trino.spi.type.Type;
import io.trino.sql.DynamicFilters;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Turns Trino's resolved functions into the executor's.
 */
final class FunctionLowering {
    private final Metadata metadata;
    private final FunctionManager functionManager;

    FunctionLowering(Metadata metadata, FunctionManager functionManager) {
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.functionManager = requireNonNull(functionManager, "functionManager is null");
    }

    ResolvedScalarFunction lower(ResolvedFunction function) {
        if (DynamicFilters.isDynamicFilterFunction(function.name())) {
            throw new NotLowerableException("DynamicFilter", "outside a join");
        }
        return new ResolvedScalarFunction(function, functionManager);
    }

    /** As {@link #lower}, or what the executor has instead. */
    ScalarFunction lowerCalled(ResolvedFunction function) {
        ResolvedScalarFunction lowered = lower(function);
        return LikeFunction.is(function) ? new LikeFunction(lowered) : lowered;
    }

    ResolvedScalarFunction cast(Type from, Type to) {
        return lower(metadata.getCoercion(from, to));
    }

    boolean castMayFail(Type from, Type to) {
        return !metadata.getCoercion(from, to).neverFails();
    }

    In.Equality equality(Type type) {
        return new In.Equality(lower(metadata.resolveOperator(OperatorType.EQUAL, List.of(type, type))),
                lower(metadata.resolveOperator(OperatorType.HASH_CODE, List.of(type))),
                lower(metadata.resolveOperator(OperatorType.INDETERMINATE, List.of(type))));
    }
}

package io.blueshift.server.planning.lower;

import io.blueshift.executor.function.ScalarFunction;
import io.trino.metadata.FunctionManager;
import io.trino.metadata.ResolvedFunction;
import io.trino.spi.function.InvocationConvention;
import io.trino.spi.function.OperatorType;
import io.trino.spi.function.ScalarFunctionImplementation;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import static io.trino.metadata.OperatorNameUtil.isOperatorName;
import static io.trino.metadata.OperatorNameUtil.unmangleOperator;
import static java.util.Objects.requireNonNull;

/**
 * A function that Trino resolved; equal to another by what was resolved.
 */
final class ResolvedScalarFunction implements ScalarFunction {
    private final ResolvedFunction function;
    private final FunctionManager functionManager;

    ResolvedScalarFunction(ResolvedFunction function, FunctionManager functionManager) {
        this.function = requireNonNull(function, "function is null");
        this.functionManager = requireNonNull(functionManager, "functionManager is null");
    }

    @Override
    public String name() {
        String name = function.name().functionName();
        if (isOperatorName(name)) {
            OperatorType operator = unmangleOperator(name);
            return operator == OperatorType.CAST ? "CAST" : operator.getOperator();
        }
        return name.startsWith("$") ? name.substring(1).toUpperCase(Locale.ENGLISH) : name;
    }

    @Override
    public Type returnType() {
        return function.signature().getReturnType();
    }

    @Override
    public List<Type> argumentTypes() {
        return function.signature().getArgumentTypes();
    }

    @Override
    public boolean nullableArgument(int argument) {
        return function.functionNullability().isArgumentNullable(argument);
    }

    @Override
    public boolean nullableResult() {
        return function.functionNullability().isReturnNullable();
    }

    @Override
    public boolean deterministic() {
        return function.deterministic();
    }

    @Override
    public Optional<OperatorType> operator() {
        String name = function.name().functionName();
        return isOperatorName(name) ? Optional.of(unmangleOperator(name)) : Optional.empty();
    }

    @Override
    public ScalarFunctionImplementation implementation(InvocationConvention convention) {
        return functionManager.getScalarFunctionImplementation(function, convention);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResolvedScalarFunction that && function.equals(that.function);
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

package io.blueshift.executor.function;

import io.trino.spi.function.InvocationConvention;
import io.trino.spi.function.OperatorType;
import io.trino.spi.function.ScalarFunctionImplementation;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

/**
 * A function resolved for exact argument types. Implementations are immutable and equal if they name the same function.
 */
public interface ScalarFunction {
    /** The name as a reader of plans knows it; operators by their symbol or SQL name. */
    String name();

    Type returnType();

    List<Type> argumentTypes();

    /** Whether the argument may be NULL; if it may not, a NULL there makes the result NULL without a call. */
    boolean nullableArgument(int argument);

    boolean nullableResult();

    /** Whether equal arguments always have the same result, whenever it is called. */
    default boolean deterministic() {
        return true;
    }

    /** Which of SQL's operators this is; absent if it is called by a name. */
    default Optional<OperatorType> operator() {
        return Optional.empty();
    }

    /** The method handle in the convention asked for. Throws TrinoException if the function cannot be linked. */
    ScalarFunctionImplementation implementation(InvocationConvention convention);
}

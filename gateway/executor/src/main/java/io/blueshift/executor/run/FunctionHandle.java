package io.blueshift.executor.run;

import io.blueshift.executor.function.ScalarFunction;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.function.InvocationConvention;
import io.trino.spi.function.InvocationConvention.InvocationArgumentConvention;
import io.trino.spi.function.InvocationConvention.InvocationReturnConvention;
import io.trino.spi.function.ScalarFunctionImplementation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.stream.IntStream;

import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;

/**
 * Links a function for calls with boxed values: {@code Object f(Object...)} with SQL's arguments only, the session and
 * the function's own instance already inside. An instance may keep state, so each thread links its own.
 */
final class FunctionHandle {
    private FunctionHandle() {}

    static MethodHandle link(ScalarFunction function, ConnectorSession session) {
        ScalarFunctionImplementation implementation = function.implementation(convention(function));
        MethodHandle handle = implementation.getMethodHandle();
        if (implementation.getInstanceFactory().isPresent()) {
            handle = handle.bindTo(newInstance(implementation.getInstanceFactory().get()));
        }
        if (handle.type().parameterCount() > 0 && handle.type().parameterType(0) == ConnectorSession.class) {
            handle = MethodHandles.insertArguments(handle, 0, session);
        }
        return handle.asType(MethodType.genericMethodType(function.argumentTypes().size()));
    }

    private static InvocationConvention convention(ScalarFunction function) {
        return new InvocationConvention(
                IntStream.range(0, function.argumentTypes().size())
                        .mapToObj(argument -> function.nullableArgument(argument)
                                ? InvocationArgumentConvention.BOXED_NULLABLE
                                : InvocationArgumentConvention.NEVER_NULL)
                        .toList(),
                function.nullableResult()
                        ? InvocationReturnConvention.NULLABLE_RETURN
                        : InvocationReturnConvention.FAIL_ON_NULL,
                true, true);
    }

    private static Object newInstance(MethodHandle factory) {
        try {
            return factory.invoke();
        } catch (Throwable e) {
            throw propagate(e);
        }
    }

    /** Functions throw what SQL shall see, unchecked; anything else is our own fault. */
    static RuntimeException propagate(Throwable e) {
        return switch (e) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new TrinoException(GENERIC_INTERNAL_ERROR, e);
        };
    }
}

package io.blueshift.executor.compile;

import io.blueshift.executor.function.ScalarFunction;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.function.InvocationConvention;
import io.trino.spi.function.InvocationConvention.InvocationArgumentConvention;
import io.trino.spi.function.InvocationConvention.InvocationReturnConvention;
import io.trino.spi.function.ScalarFunctionImplementation;
import io.trino.spi.type.FunctionType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;

/**
 * A function as generated code calls it: first the function's own instance and the session, if it has them, then its
 * arguments as {@link JavaForm}s. An argument that may be NULL is a boxed reference, or, of a primitive type, followed by
 * a boolean that says whether it is, unless {@link #takesFlags} tells otherwise. A result that may be NULL is boxed.
 *
 * @param handle of exactly the type that is called
 * @param instanceFactory makes the instance; each thread needs one, for they may keep state
 * @param needsSession whether the session is an argument
 * @param lambdaInterfaces of the arguments that are functions, in order
 */
record FunctionLink(MethodHandle handle, Optional<MethodHandle> instanceFactory, boolean needsSession,
        List<Class<?>> lambdaInterfaces) {
    /** A method has 255 slots for arguments; some are left for what handles insert while they are adapted. */
    private static final int FLAGGED_SLOTS_MAX = 240;

    static FunctionLink of(ScalarFunction function) {
        boolean flags = takesFlags(function);
        ScalarFunctionImplementation implementation = function.implementation(convention(function, flags));
        MethodHandle handle = implementation.getMethodHandle();
        Optional<MethodHandle> factory = implementation.getInstanceFactory();
        List<Class<?>> parameters = new ArrayList<>();
        if (factory.isPresent()) {
            parameters.add(Object.class);
        }
        int next = parameters.size();
        boolean needsSession = handle.type().parameterCount() > next
                && handle.type().parameterType(next) == ConnectorSession.class;
        if (needsSession) {
            parameters.add(ConnectorSession.class);
        }
        for (int i = 0; i < function.argumentTypes().size(); i++) {
            Class<?> form = JavaForm.of(function.argumentTypes().get(i));
            boolean flagged = function.nullableArgument(i) && form.isPrimitive();
            parameters.add(flagged && !flags ? JavaForm.boxed(form) : form);
            if (flagged && flags) {
                parameters.add(boolean.class);
            }
        }
        Class<?> result = JavaForm.of(function.returnType());
        MethodType type = MethodType.methodType(function.nullableResult() ? JavaForm.boxed(result) : result,
                parameters);
        return new FunctionLink(handle.asType(type), factory, needsSession,
                implementation.getLambdaInterfaces());
    }

    /** Whether primitive arguments that may be NULL come with a boolean; those of a function with very many are boxed. */
    static boolean takesFlags(ScalarFunction function) {
        // A long or a double takes two slots
        return 3 * function.argumentTypes().size() <= FLAGGED_SLOTS_MAX;
    }

    private static InvocationConvention convention(ScalarFunction function, boolean flags) {
        return new InvocationConvention(
                IntStream.range(0, function.argumentTypes().size())
                        .mapToObj(argument -> argument(function, argument, flags)).toList(),
                function.nullableResult()
                        ? InvocationReturnConvention.NULLABLE_RETURN
                        : InvocationReturnConvention.FAIL_ON_NULL,
                true, true);
    }

    private static InvocationArgumentConvention argument(ScalarFunction function, int argument, boolean flags) {
        if (function.argumentTypes().get(argument) instanceof FunctionType) {
            return InvocationArgumentConvention.FUNCTION;
        }
        if (!function.nullableArgument(argument)) {
            return InvocationArgumentConvention.NEVER_NULL;
        }
        boolean primitive = function.argumentTypes().get(argument).getJavaType().isPrimitive();
        return flags && primitive
                ? InvocationArgumentConvention.NULL_FLAG
                : InvocationArgumentConvention.BOXED_NULLABLE;
    }

    /** For calls with boxed values, session and instance inside. For one thread. */
    static MethodHandle generic(ScalarFunction function, ConnectorSession session) {
        ScalarFunctionImplementation implementation = function.implementation(convention(function, false));
        MethodHandle handle = implementation.getMethodHandle();
        if (implementation.getInstanceFactory().isPresent()) {
            handle = handle.bindTo(newInstance(implementation.getInstanceFactory().get()));
        }
        if (handle.type().parameterCount() > 0 && handle.type().parameterType(0) == ConnectorSession.class) {
            handle = MethodHandles.insertArguments(handle, 0, session);
        }
        return handle.asType(MethodType.genericMethodType(function.argumentTypes().size()));
    }

    static Object newInstance(MethodHandle factory) {
        try {
            return factory.invoke();
        } catch (Throwable e) {
            throw propagate(e);
        }
    }

    static Object call(MethodHandle handle, Object argument) {
        try {
            return (Object) handle.invokeExact(argument);
        } catch (Throwable e) {
            throw propagate(e);
        }
    }

    static Object call(MethodHandle handle, Object first, Object second) {
        try {
            return (Object) handle.invokeExact(first, second);
        } catch (Throwable e) {
            throw propagate(e);
        }
    }

    /** Functions throw what SQL shall see, unchecked; anything else is our own fault. */
    private static RuntimeException propagate(Throwable e) {
        return switch (e) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new TrinoException(GENERIC_INTERNAL_ERROR, e);
        };
    }
}

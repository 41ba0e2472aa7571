package io.blueshift.executor.compile;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.executor.function.ScalarFunction;
import io.blueshift.executor.ir.In;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.function.InvocationConvention;
import io.trino.spi.function.InvocationConvention.InvocationArgumentConvention;
import io.trino.spi.function.InvocationConvention.InvocationReturnConvention;
import io.trino.spi.function.OperatorType;
import io.trino.spi.function.ScalarFunctionAdapter;
import io.trino.spi.function.ScalarFunctionImplementation;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.VarcharType.VARCHAR;

/**
 * Functions as an engine would offer them, in several of the conventions that engines use.
 */
final class TestFunctions {
    private static final TypeOperators OPERATORS = new TypeOperators();

    private TestFunctions() {}

    static ScalarFunction add() {
        return operator(OperatorType.ADD, "add", BIGINT, BIGINT, BIGINT);
    }

    static ScalarFunction divide() {
        return operator(OperatorType.DIVIDE, "divide", BIGINT, BIGINT, BIGINT);
    }

    static ScalarFunction addDoubles() {
        return operator(OperatorType.ADD, "add", DOUBLE, DOUBLE, DOUBLE);
    }

    static ScalarFunction not() {
        return named("NOT", "not", BooleanType.BOOLEAN, BooleanType.BOOLEAN);
    }

    static ScalarFunction concat() {
        return named("concat", "concat", VARCHAR, VARCHAR, VARCHAR);
    }

    /** NULL for empty text. */
    static ScalarFunction length() {
        return new Function("length", VARCHAR_LENGTH, BIGINT, List.of(VARCHAR), List.of(false), true, false,
                Optional.empty());
    }

    /** Takes NULL for -1. */
    static ScalarFunction orMinusOne() {
        return new Function("orMinusOne", handle("orMinusOne", long.class, Long.class), BIGINT, List.of(BIGINT),
                List.of(true), false, false, Optional.empty());
    }

    /** Counts the calls of its instance. */
    static ScalarFunction counter() {
        return new Function("counter", handle("count", long.class, Counter.class), BIGINT, List.of(), List.of(), false,
                true, Optional.empty());
    }

    static ScalarFunction equal(Type type) {
        return comparison(OperatorType.EQUAL, type);
    }

    static ScalarFunction lessThan(Type type) {
        return comparison(OperatorType.LESS_THAN, type);
    }

    static ScalarFunction lessThanOrEqual(Type type) {
        return comparison(OperatorType.LESS_THAN_OR_EQUAL, type);
    }

    static In.Equality equality(Type type) {
        return new In.Equality(equal(type),
                new TypeFunction(OperatorType.HASH_CODE, type, BIGINT, List.of(type), false),
                new TypeFunction(OperatorType.INDETERMINATE, type, BooleanType.BOOLEAN, List.of(type), false));
    }

    static ScalarFunction identical(Type type) {
        return new TypeFunction(OperatorType.IDENTICAL, type, BooleanType.BOOLEAN, List.of(type, type), true);
    }

    /** Of decimals, for which code is emitted: there is nothing to call. */
    static ScalarFunction decimal(OperatorType operator, Type result, Type left, Type right) {
        return new Function(operator.getOperator(), VARCHAR_LENGTH, result, List.of(left, right),
                List.of(false, false), false, false, Optional.of(operator));
    }

    private static ScalarFunction comparison(OperatorType operator, Type type) {
        return new TypeFunction(operator, type, BooleanType.BOOLEAN, List.of(type, type), false);
    }

    private static ScalarFunction operator(OperatorType operator, String method, Type result, Type... arguments) {
        return new Function(operator.getOperator(), javaHandle(method, result, arguments), result, List.of(arguments),
                Collections.nCopies(arguments.length, false), false, false, Optional.of(operator));
    }

    private static ScalarFunction named(String name, String method, Type result, Type... arguments) {
        return new Function(name, javaHandle(method, result, arguments), result, List.of(arguments),
                Collections.nCopies(arguments.length, false), false, false, Optional.empty());
    }

    static long add(long left, long right) {
        return Math.addExact(left, right);
    }

    static double add(double left, double right) {
        return left + right;
    }

    static long divide(long left, long right) {
        if (right == 0) {
            throw new TrinoException(StandardErrorCode.DIVISION_BY_ZERO, "Division by zero");
        }
        return left == Long.MIN_VALUE ? Math.divideExact(left, right) : left / right;
    }

    static boolean not(boolean value) {
        return !value;
    }

    static Slice concat(Slice left, Slice right) {
        Slice both = Slices.allocate(left.length() + right.length());
        both.setBytes(0, left);
        both.setBytes(left.length(), right);
        return both;
    }

    static Long length(Slice text) {
        return text.length() == 0 ? null : (long) text.length();
    }

    static long orMinusOne(Long value) {
        return value == null ? -1 : value;
    }

    static long count(Counter counter) {
        return ++counter.calls;
    }

    static final class Counter {
        private long calls;
    }

    private static final MethodHandle VARCHAR_LENGTH = handle("length", Long.class, Slice.class);

    private static MethodHandle javaHandle(String method, Type result, Type... arguments) {
        Class<?>[] parameters = new Class<?>[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            parameters[i] = arguments[i].getJavaType();
        }
        return handle(method, result.getJavaType(), parameters);
    }

    private static MethodHandle handle(String method, Class<?> result, Class<?>... parameters) {
        try {
            return MethodHandles.lookup().findStatic(TestFunctions.class, method,
                    MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Function(String name, MethodHandle handle, Type returnType, List<Type> argumentTypes,
            List<Boolean> nullable, boolean nullableResult, boolean stateful, Optional<OperatorType> operator)
            implements
                ScalarFunction {
        @Override
        public boolean nullableArgument(int argument) {
            return nullable.get(argument);
        }

        @Override
        public boolean deterministic() {
            return !stateful;
        }

        @Override
        public ScalarFunctionImplementation implementation(InvocationConvention wanted) {
            InvocationConvention actual = new InvocationConvention(
                    nullable.stream().map(accepts -> accepts
                            ? InvocationArgumentConvention.BOXED_NULLABLE
                            : InvocationArgumentConvention.NEVER_NULL).toList(),
                    nullableResult
                            ? InvocationReturnConvention.NULLABLE_RETURN
                            : InvocationReturnConvention.FAIL_ON_NULL,
                    false, stateful);
            ScalarFunctionImplementation.Builder builder = ScalarFunctionImplementation.builder()
                    .methodHandle(ScalarFunctionAdapter.adapt(handle, returnType, argumentTypes, actual, wanted));
            if (stateful) {
                try {
                    builder.instanceFactory(MethodHandles.lookup().findConstructor(Counter.class,
                            MethodType.methodType(void.class)));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
            return builder.build();
        }
    }

    /** What the type itself has. */
    private record TypeFunction(OperatorType kind, Type type, Type returnType, List<Type> argumentTypes,
            boolean takesNull) implements ScalarFunction {
        @Override
        public String name() {
            return kind.getOperator();
        }

        @Override
        public Optional<OperatorType> operator() {
            return Optional.of(kind);
        }

        @Override
        public boolean nullableArgument(int argument) {
            return takesNull || kind == OperatorType.INDETERMINATE;
        }

        @Override
        public boolean nullableResult() {
            return kind == OperatorType.EQUAL;
        }

        @Override
        public ScalarFunctionImplementation implementation(InvocationConvention convention) {
            MethodHandle handle = switch (kind) {
                case EQUAL -> OPERATORS.getEqualOperator(type, convention);
                case IDENTICAL -> OPERATORS.getIdenticalOperator(type, convention);
                case LESS_THAN -> OPERATORS.getLessThanOperator(type, convention);
                case LESS_THAN_OR_EQUAL -> OPERATORS.getLessThanOrEqualOperator(type, convention);
                case HASH_CODE -> OPERATORS.getHashCodeOperator(type, convention);
                case INDETERMINATE -> OPERATORS.getIndeterminateOperator(type, convention);
                default -> throw new IllegalArgumentException(kind.name());
            };
            return ScalarFunctionImplementation.builder().methodHandle(handle).build();
        }
    }

    /** No test function asks for it. */
    static ConnectorSession noSession() {
        return null;
    }
}

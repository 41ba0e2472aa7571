package io.blueshift.executor.compile;

import io.airlift.bytecode.expression.BytecodeExpression;
import io.blueshift.executor.function.ScalarFunction;
import io.trino.spi.function.OperatorType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.List;
import java.util.Optional;

import static io.airlift.bytecode.expression.BytecodeExpressions.add;
import static io.airlift.bytecode.expression.BytecodeExpressions.divide;
import static io.airlift.bytecode.expression.BytecodeExpressions.equal;
import static io.airlift.bytecode.expression.BytecodeExpressions.invokeStatic;
import static io.airlift.bytecode.expression.BytecodeExpressions.lessThan;
import static io.airlift.bytecode.expression.BytecodeExpressions.lessThanOrEqual;
import static io.airlift.bytecode.expression.BytecodeExpressions.multiply;
import static io.airlift.bytecode.expression.BytecodeExpressions.negate;
import static io.airlift.bytecode.expression.BytecodeExpressions.not;
import static io.airlift.bytecode.expression.BytecodeExpressions.remainder;
import static io.airlift.bytecode.expression.BytecodeExpressions.subtract;

/**
 * The hot functions as instructions or static methods, which also the JVM's interpreter runs fast. They are given no NULL
 * and give none, and do exactly what the function's own implementation does.
 */
final class Intrinsics {
    private Intrinsics() {}

    /** The function of the arguments; empty if its handle has to be called. */
    static Optional<BytecodeExpression> apply(ScalarFunction function, List<BytecodeExpression> arguments) {
        if (function.operator().isEmpty()) {
            boolean isNot = function.name().equals("NOT")
                    && function.argumentTypes().equals(List.of(BooleanType.BOOLEAN));
            return isNot ? Optional.of(not(arguments.getFirst())) : Optional.empty();
        }
        OperatorType operator = function.operator().get();
        return switch (operator) {
            case EQUAL, LESS_THAN, LESS_THAN_OR_EQUAL ->
                compare(operator, function.argumentTypes().getFirst(), arguments.getFirst(), arguments.getLast());
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> calculate(operator, function, arguments);
            case NEGATION -> negation(function.returnType(), arguments.getFirst());
            case CAST -> cast(function.argumentTypes().getFirst(), function.returnType(), arguments.getFirst());
            default -> Optional.empty();
        };
    }

    private static Optional<BytecodeExpression> compare(OperatorType operator, Type type, BytecodeExpression left,
            BytecodeExpression right) {
        return switch (type) {
            case DoubleType _ -> Optional.of(invokeStatic(Comparisons.class, name(operator), boolean.class, left,
                    right));
            case RealType _ -> Optional.of(invokeStatic(Comparisons.class, name(operator) + "Real", boolean.class,
                    left, right));
            case BooleanType _ when operator == OperatorType.EQUAL -> Optional.of(invokeStatic(Comparisons.class,
                    "equal", boolean.class, left, right));
            case DecimalType decimal when !decimal.isShort() -> Optional.of(invokeStatic(LongDecimals.class,
                    name(operator), boolean.class, left, right));
            case VarcharType _,VarbinaryType _ -> Optional.of(invokeStatic(Comparisons.class, name(operator),
                    boolean.class, left, right));
            case CharType _ when operator == OperatorType.EQUAL -> Optional.of(invokeStatic(Comparisons.class,
                    name(operator), boolean.class, left, right));
            default -> PlainLongs.has(type) ? Optional.of(compareLongs(operator, left, right)) : Optional.empty();
        };
    }

    private static BytecodeExpression compareLongs(OperatorType operator, BytecodeExpression left,
            BytecodeExpression right) {
        return switch (operator) {
            case EQUAL -> equal(left, right);
            case LESS_THAN -> lessThan(left, right);
            default -> lessThanOrEqual(left, right);
        };
    }

    private static String name(OperatorType operator) {
        return switch (operator) {
            case EQUAL -> "equal";
            case LESS_THAN -> "less";
            default -> "lessOrEqual";
        };
    }

    private static Optional<BytecodeExpression> calculate(OperatorType operator, ScalarFunction function,
            List<BytecodeExpression> arguments) {
        Type type = function.returnType();
        BytecodeExpression left = arguments.getFirst();
        BytecodeExpression right = arguments.getLast();
        boolean sameTypes = function.argumentTypes().stream().allMatch(type::equals);
        return switch (type) {
            case BigintType _ when sameTypes -> Optional.of(checked(operator, "Bigint", left, right));
            case IntegerType _ when sameTypes -> Optional.of(checked(operator, "Integer", left, right));
            case DoubleType _ when sameTypes -> Optional.of(plain(operator, left, right));
            case DecimalType decimal -> DecimalIntrinsics.apply(operator, decimal,
                    (DecimalType) function.argumentTypes().getFirst(),
                    (DecimalType) function.argumentTypes().getLast(), arguments);
            default -> Optional.empty();
        };
    }

    private static BytecodeExpression checked(OperatorType operator, String type, BytecodeExpression left,
            BytecodeExpression right) {
        String name = switch (operator) {
            case ADD -> "add";
            case SUBTRACT -> "subtract";
            case MULTIPLY -> "multiply";
            case DIVIDE -> "divide";
            default -> "modulo";
        };
        return invokeStatic(Arithmetic.class, name + type, long.class, left, right);
    }

    static BytecodeExpression plain(OperatorType operator, BytecodeExpression left, BytecodeExpression right) {
        return switch (operator) {
            case ADD -> add(left, right);
            case SUBTRACT -> subtract(left, right);
            case MULTIPLY -> multiply(left, right);
            case DIVIDE -> divide(left, right);
            default -> remainder(left, right);
        };
    }

    private static Optional<BytecodeExpression> negation(Type type, BytecodeExpression value) {
        return switch (type) {
            case DoubleType _ -> Optional.of(negate(value));
            case DecimalType decimal when decimal.isShort() -> Optional.of(negate(value));
            default -> Optional.empty();
        };
    }

    private static Optional<BytecodeExpression> cast(Type from, Type to, BytecodeExpression value) {
        boolean isWhole = from instanceof BigintType || isNarrow(from);
        return switch (to) {
            case BigintType _ when isNarrow(from) -> Optional.of(value);
            case IntegerType _ when isNarrow(from) && !(from instanceof IntegerType) -> Optional.of(value);
            case DoubleType _ when isWhole -> Optional.of(value.cast(double.class));
            case DateType _ when from instanceof DateType -> Optional.of(value);
            default -> Optional.empty();
        };
    }

    private static boolean isNarrow(Type type) {
        return type instanceof IntegerType || type instanceof SmallintType || type instanceof TinyintType;
    }
}

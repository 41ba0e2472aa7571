package io.blueshift.executor.compile;

import io.airlift.bytecode.expression.BytecodeExpression;
import io.trino.spi.function.OperatorType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.Int128;

import java.util.List;
import java.util.Optional;

import static io.airlift.bytecode.expression.BytecodeExpressions.constantLong;
import static io.airlift.bytecode.expression.BytecodeExpressions.invokeStatic;
import static io.airlift.bytecode.expression.BytecodeExpressions.multiply;

/**
 * Sums, differences and products of decimals. A short result has room for any, so nothing is checked there; the types say
 * by which power of ten an operand has to be multiplied first.
 */
final class DecimalIntrinsics {
    private DecimalIntrinsics() {}

    static Optional<BytecodeExpression> apply(OperatorType operator, DecimalType result, DecimalType leftType,
            DecimalType rightType, List<BytecodeExpression> arguments) {
        int naturalScale = operator == OperatorType.MULTIPLY
                ? leftType.getScale() + rightType.getScale()
                : Math.max(leftType.getScale(), rightType.getScale());
        if (result.getScale() != naturalScale) {
            return Optional.empty();
        }
        return switch (operator) {
            case ADD, SUBTRACT -> sum(operator, result, leftType, rightType, arguments);
            case MULTIPLY -> Optional.of(result.isShort()
                    ? multiply(arguments.getFirst(), arguments.getLast())
                    : invokeStatic(LongDecimals.class, "multiply", Int128.class, arguments));
            default -> Optional.empty();
        };
    }

    private static Optional<BytecodeExpression> sum(OperatorType operator, DecimalType result, DecimalType leftType,
            DecimalType rightType, List<BytecodeExpression> arguments) {
        if (result.isShort()) {
            return Optional.of(Intrinsics.plain(operator,
                    rescaled(arguments.getFirst(), leftType, result),
                    rescaled(arguments.getLast(), rightType, result)));
        }
        if (leftType.getScale() != rightType.getScale()) {
            return Optional.empty();
        }
        String name = operator == OperatorType.ADD ? "add" : "subtract";
        return Optional.of(invokeStatic(LongDecimals.class, name, Int128.class, arguments));
    }

    private static BytecodeExpression rescaled(BytecodeExpression value, DecimalType type, DecimalType result) {
        int digits = result.getScale() - type.getScale();
        return digits == 0 ? value : multiply(value, constantLong(Decimals.longTenToNth(digits)));
    }
}

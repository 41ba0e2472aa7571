package io.blueshift.executor.compile;

import io.airlift.bytecode.BytecodeBlock;
import io.airlift.bytecode.Variable;
import io.airlift.bytecode.control.IfStatement;
import io.airlift.bytecode.expression.BytecodeExpression;
import io.airlift.slice.Slice;
import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Input;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.function.OperatorType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.Optional;

import static io.airlift.bytecode.expression.BytecodeExpressions.constantFalse;
import static io.airlift.bytecode.expression.BytecodeExpressions.invokeStatic;
import static io.airlift.bytecode.expression.BytecodeExpressions.not;

/**
 * Emits comparisons of a text column with a literal, where the column's bytes are: without an object for each value.
 */
final class TextEquality {
    private final KernelClass target;
    private final Frame frame;
    private final InputEmitter inputs;

    TextEquality(KernelClass target, Frame frame) {
        this.target = target;
        this.frame = frame;
        this.inputs = new InputEmitter(target, frame);
    }

    /** Empty if the call is another. */
    Optional<Value> emit(Call call, BytecodeBlock block) {
        if (!call.function().operator().equals(Optional.of(OperatorType.EQUAL)) || !isText(
                call.function().argumentTypes().getFirst())) {
            return Optional.empty();
        }
        Expression left = call.arguments().getFirst();
        Expression right = call.arguments().getLast();
        if (left instanceof Input input && isLiteral(right)) {
            return Optional.of(emit(input, (Constant) right, block));
        }
        return right instanceof Input input && isLiteral(left)
                ? Optional.of(emit(input, (Constant) left, block))
                : Optional.empty();
    }

    /**
     * <pre>
     * result = false;
     * if (!isNull) {
     *     result = Comparisons.equal(values, position, literal);
     * }
     * </pre>
     */
    private Value emit(Input input, Constant literal, BytecodeBlock block) {
        int parameter = ((ShapeParameter) literal.value().orElseThrow()).index();
        Variable position = inputs.position(input, block);
        Variable result = frame.declare(boolean.class, "equal");
        Variable values = frame.values(input.channel());
        BytecodeExpression compare = invokeStatic(Comparisons.class, "equal", boolean.class,
                values.cast(VariableWidthBlock.class), position, frame.parameter(parameter, Slice.class));
        if (!target.inputsMayBeNull()) {
            block.append(result.set(compare));
            return Value.notNull(result);
        }
        Variable isNull = frame.declare(boolean.class, "isNull");
        block.append(isNull.set(values.invoke("isNull", boolean.class, position)))
                .append(result.set(constantFalse()))
                .append(new IfStatement().condition(not(isNull)).ifTrue(result.set(compare)));
        return Value.nullable(result, isNull);
    }

    private static boolean isText(Type type) {
        return type instanceof VarcharType || type instanceof CharType || type instanceof VarbinaryType;
    }

    private static boolean isLiteral(Expression expression) {
        return expression instanceof Constant constant && constant.value().isPresent();
    }
}

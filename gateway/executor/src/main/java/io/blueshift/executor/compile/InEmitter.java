package io.blueshift.executor.compile;

import io.airlift.bytecode.BytecodeBlock;
import io.airlift.bytecode.Variable;
import io.airlift.bytecode.control.IfStatement;
import io.airlift.bytecode.expression.BytecodeExpression;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.In;
import io.trino.spi.type.Type;

import java.util.List;

import static io.airlift.bytecode.expression.BytecodeExpressions.constantFalse;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantTrue;
import static io.airlift.bytecode.expression.BytecodeExpressions.invokeStatic;
import static io.airlift.bytecode.expression.BytecodeExpressions.not;

/**
 * Emits look-ups in the set of an IN list's literals.
 */
final class InEmitter {
    private final CallEmitter calls;
    private final Frame frame;
    private final ExpressionEmitter expressions;

    InEmitter(Frame frame, ExpressionEmitter expressions, CallEmitter calls) {
        this.calls = calls;
        this.frame = frame;
        this.expressions = expressions;
    }

    /**
     * <pre>
     * if (!valueIsNull) {
     *     result = set.contains(value);
     *     if (!result) {
     *         isNull = indeterminate(value);
     *     }
     * }
     * </pre>
     */
    Value emit(In in, BytecodeBlock block) {
        Type type = in.value().type();
        ShapeParameter parameter = (ShapeParameter) ((Constant) in.candidates().getFirst()).value().orElseThrow();
        Class<? extends ConstantSet> form = ConstantSet.form(type);
        Variable set = frame.parameter(parameter.index(), form);
        Value value = expressions.emit(in.value(), block);
        Class<?> operand = form == ConstantSet.Objects.class ? Object.class : JavaForm.of(type);
        BytecodeExpression wanted = operand == Object.class
                ? value.value().cast(JavaForm.boxed(JavaForm.of(type))).cast(Object.class)
                : value.value();
        BytecodeExpression contains = set.invoke("contains", boolean.class, List.of(operand), wanted);
        Variable result = frame.declare(boolean.class, "in");
        if (!value.mayBeNull() && JavaForm.of(type) != Object.class) {
            block.append(result.set(contains));
            return Value.notNull(result);
        }
        Variable isNull = frame.declare(boolean.class, "isNull");
        BytecodeBlock present = new BytecodeBlock().append(result.set(contains));
        if (JavaForm.of(type) == Object.class) {
            Value unknown = calls.invokeHandle(in.equality().indeterminate(), List.of(value), present);
            present.append(isNull.set(invokeStatic(InEmitter.class, "unlessFound", boolean.class, result,
                    unknown.value())));
        } else {
            present.append(isNull.set(constantFalse()));
        }
        block.append(new BytecodeBlock().initializeVariable(result)).append(isNull.set(constantTrue()))
                .append(new IfStatement().condition(not(value.isNull())).ifTrue(present));
        return Value.nullable(result, isNull);
    }

    static boolean unlessFound(boolean found, boolean indeterminate) {
        return !found && indeterminate;
    }
}

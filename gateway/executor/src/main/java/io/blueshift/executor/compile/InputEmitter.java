package io.blueshift.executor.compile;

import io.airlift.bytecode.BytecodeBlock;
import io.airlift.bytecode.Variable;
import io.airlift.bytecode.control.IfStatement;
import io.airlift.bytecode.expression.BytecodeExpression;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.vector.LongForm;

import static io.airlift.bytecode.expression.BytecodeExpressions.add;
import static io.airlift.bytecode.expression.BytecodeExpressions.and;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantFalse;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantLong;
import static io.airlift.bytecode.expression.BytecodeExpressions.defaultValue;
import static io.airlift.bytecode.expression.BytecodeExpressions.inlineIf;
import static io.airlift.bytecode.expression.BytecodeExpressions.invokeStatic;
import static io.airlift.bytecode.expression.BytecodeExpressions.isNull;
import static io.airlift.bytecode.expression.BytecodeExpressions.not;
import static io.airlift.bytecode.expression.BytecodeExpressions.notEqual;

/**
 * Emits reads of columns.
 */
final class InputEmitter {
    private final KernelClass target;
    private final Frame frame;

    InputEmitter(KernelClass target, Frame frame) {
        this.target = target;
        this.frame = frame;
    }

    Value emit(Input input, BytecodeBlock block) {
        return LongForm.exists(input.type()) ? fromLongs(input, block) : fromBlock(input, block);
    }

    /** {@code isNull} alone. */
    BytecodeExpression emitIsNull(Input input, BytecodeBlock block) {
        if (!target.inputsMayBeNull()) {
            return constantFalse();
        }
        Variable isNull = frame.declare(boolean.class, "isNull");
        if (LongForm.exists(input.type())) {
            block.append(isNull.set(longIsNull(input)));
        } else {
            Variable position = position(input, block);
            block.append(isNull.set(frame.values(input.channel()).invoke("isNull", boolean.class, position)));
        }
        return isNull;
    }

    /**
     * <pre>
     * isNull = Kernel.isNull(validity, row);
     * value = longs[row];
     * </pre>
     */
    private Value fromLongs(Input input, BytecodeBlock block) {
        Class<?> form = JavaForm.of(input.type());
        Variable value = frame.declare(form, "value");
        BytecodeExpression read = frame.longs(input.channel()).getElement(frame.row());
        if (form == double.class) {
            read = invokeStatic(Double.class, "longBitsToDouble", double.class, read);
        } else if (form == boolean.class) {
            read = notEqual(read, constantLong(0));
        }
        if (!target.inputsMayBeNull()) {
            block.append(value.set(read));
            return Value.notNull(value);
        }
        Variable isNull = frame.declare(boolean.class, "isNull");
        block.append(isNull.set(longIsNull(input)))
                .append(value.set(form == boolean.class ? and(read, not(isNull)) : read));
        return Value.nullable(value, isNull);
    }

    private BytecodeExpression longIsNull(Input input) {
        return invokeStatic(Kernel.class, "isNull", boolean.class, frame.validity(input.channel()), frame.row());
    }

    /**
     * <pre>
     * position = ids == null ? row : ids[idsOffset + row];
     * isNull = values.isNull(position);
     * value = null;
     * if (!isNull) {
     *     value = values.getX(position);
     * }
     * </pre>
     */
    private Value fromBlock(Input input, BytecodeBlock block) {
        Class<?> form = JavaForm.of(input.type());
        Variable position = position(input, block);
        Variable value = frame.declare(form, "value");
        Variable values = frame.values(input.channel());
        BytecodeExpression read = BlockReads.readColumn(target, input.type(), values, position);
        if (!target.inputsMayBeNull()) {
            block.append(value.set(read));
            return Value.notNull(value);
        }
        Variable isNull = frame.declare(boolean.class, "isNull");
        block.append(isNull.set(values.invoke("isNull", boolean.class, position)))
                .append(value.set(defaultValue(form)))
                .append(new IfStatement().condition(not(isNull)).ifTrue(value.set(read)));
        return Value.nullable(value, isNull);
    }

    /** Where among a column's values that of the row is. */
    Variable position(Input input, BytecodeBlock block) {
        Variable position = frame.declare(int.class, "position");
        Variable ids = frame.ids(input.channel());
        BytecodeExpression coded = ids.getElement(add(frame.idsOffset(input.channel()), frame.row()));
        block.append(position.set(inlineIf(isNull(ids), frame.row(), coded)));
        return position;
    }
}

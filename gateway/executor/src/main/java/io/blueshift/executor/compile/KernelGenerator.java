package io.blueshift.executor.compile;

import io.airlift.bytecode.BytecodeBlock;
import io.airlift.bytecode.MethodDefinition;
import io.airlift.bytecode.Parameter;
import io.airlift.bytecode.Variable;
import io.airlift.bytecode.control.ForLoop;
import io.airlift.bytecode.control.IfStatement;
import io.airlift.bytecode.expression.BytecodeExpression;
import io.airlift.slice.Slice;
import io.blueshift.executor.ir.Expression;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.Int128;
import io.trino.spi.type.Type;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

import static io.airlift.bytecode.Access.FINAL;
import static io.airlift.bytecode.Access.a;
import static io.airlift.bytecode.Parameter.arg;
import static io.airlift.bytecode.ParameterizedType.type;
import static io.airlift.bytecode.expression.BytecodeExpressions.add;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantInt;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantLong;
import static io.airlift.bytecode.expression.BytecodeExpressions.inlineIf;
import static io.airlift.bytecode.expression.BytecodeExpressions.invokeStatic;
import static io.airlift.bytecode.expression.BytecodeExpressions.lessThan;

/**
 * Generates the class for a shape: a loop over rows around the expressions.
 */
final class KernelGenerator {
    private final List<Expression> expressions;
    private final KernelKind kind;
    private final KernelClass target;

    private final Parameter rows = arg("rows", int[].class);
    private final Parameter count = arg("count", int.class);
    private final Parameter selected = arg("selected", int[].class);
    private final Parameter longs = arg("longs", long[].class);
    private final Parameter validity = arg("validity", long[].class);
    private final Parameter builder = arg("builder", BlockBuilder.class);

    private KernelGenerator(List<Expression> expressions, KernelKind kind, Variant variant, String name) {
        this.expressions = expressions;
        this.kind = kind;
        this.target = new KernelClass(name, variant, Parts.of(expressions));
    }

    static KernelCode generate(List<Expression> shape, KernelKind kind, Variant variant, KernelDump dump) {
        KernelGenerator generator = new KernelGenerator(shape, kind, variant, KernelDump.name(shape, kind, variant));
        boolean nullable = generator.run();
        KernelClass target = generator.target;
        Class<? extends Kernel> hidden = dump.define(shape, target.definition(), target.bindings());
        return new KernelCode(constructor(hidden), target.instanceFactories(), nullable, target.splits());
    }

    private static MethodHandle constructor(Class<? extends Kernel> hidden) {
        try {
            return MethodHandles.privateLookupIn(hidden, MethodHandles.lookup())
                    .findConstructor(hidden, MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * <pre>
     * int result = 0;
     * for (int i = 0; i &lt; count; i++) {
     *     int row = rows[i];
     *     ...
     * }
     * return result;
     * </pre>
     */
    private boolean run() {
        MethodDefinition method = target.definition().declareMethod(a(FINAL), "run", type(int.class), rows, count,
                selected, longs, validity, builder);
        Variable result = method.getScope().declareVariable(int.class, "result");
        Variable i = method.getScope().declareVariable(int.class, "i");
        Variable row = target.isDense() ? i : method.getScope().declareVariable(int.class, "row");
        Frame frame = new Frame(method, row);
        BytecodeBlock body = new BytecodeBlock();
        if (!target.isDense()) {
            body.append(row.set(rows.getElement(i)));
        }
        if (expressions.size() > 1) {
            frame.shareIn(body);
        }
        ExpressionEmitter emitter = new ExpressionEmitter(target, frame);
        List<Value> values = expressions.stream().map(expression -> emitter.emit(expression, body)).toList();
        BytecodeBlock after = new BytecodeBlock();
        switch (kind) {
            case CONDITION -> note(values.getFirst(), row, result, body);
            case PROJECTION -> store(values.getFirst(), row, result, body);
            case SUMS ->
                SumEmitter.ofGroups(expressions, frame, longs, selected.getElement(i)).emit(values, body, after);
            case TOTALS -> SumEmitter.ofAll(expressions, frame, longs).emit(values, body, after);
        }
        method.getBody()
                .append(result.set(constantInt(0)))
                .append(new ForLoop()
                        .initialize(i.set(constantInt(0)))
                        .condition(lessThan(i, count))
                        .update(i.increment())
                        .body(body))
                .append(after)
                .append(result.ret());
        return values.stream().anyMatch(Value::mayBeNull);
    }

    /**
     * <pre>
     * selected[result] = row;
     * result += value ? 1 : 0;
     * </pre>
     */
    private void note(Value value, Variable row, Variable result, BytecodeBlock body) {
        body.append(selected.setElement(result, row))
                .append(result.set(add(result, inlineIf(value.value(), constantInt(1), constantInt(0)))));
    }

    /**
     * <pre>
     * if (isNull) {
     *     result++;
     * } else {
     *     longs[row] = value;
     *     validity |= bit;
     * }
     * </pre>
     */
    private void store(Value value, Variable row, Variable result, BytecodeBlock body) {
        Type type = expressions.getFirst().type();
        boolean asLong = OutputForm.hasLongs(type);
        BytecodeBlock write = new BytecodeBlock();
        BytecodeBlock writeNull = new BytecodeBlock().append(result.increment());
        if (asLong) {
            write.append(storeLong(type, row, value.value()));
        } else {
            write.append(writeValue(type, value.value()));
            writeNull.append(builder.invoke("appendNull", BlockBuilder.class).pop());
        }
        if (!value.mayBeNull()) {
            body.append(write);
            return;
        }
        if (asLong) {
            write.append(invokeStatic(Kernel.class, "setValid", void.class, validity, row));
        }
        body.append(new IfStatement().condition(value.isNull()).ifTrue(writeNull).ifFalse(write));
    }

    private BytecodeExpression storeLong(Type type, Variable row, BytecodeExpression value) {
        return JavaForm.of(type) == Int128.class
                ? invokeStatic(LongDecimals.class, "store", void.class, longs, row, value)
                : longs.setElement(row, toLong(type, value));
    }

    private BytecodeExpression toLong(Type type, BytecodeExpression value) {
        if (StoredRange.mayBeLeft(type)) {
            return invokeStatic(StoredRange.class, "check", long.class, value, target.constant(Type.class, type));
        }
        Class<?> form = value.getType().getPrimitiveType();
        if (form == double.class) {
            return invokeStatic(Double.class, "doubleToLongBits", long.class, value);
        }
        return form == boolean.class ? inlineIf(value, constantLong(1), constantLong(0)) : value;
    }

    private BytecodeExpression writeValue(Type type, BytecodeExpression value) {
        BytecodeExpression constant = target.constant(Type.class, type);
        Class<?> form = JavaForm.of(type);
        if (form == long.class) {
            return constant.invoke("writeLong", void.class, builder, value);
        }
        if (form == double.class) {
            return constant.invoke("writeDouble", void.class, builder, value);
        }
        if (form == boolean.class) {
            return constant.invoke("writeBoolean", void.class, builder, value);
        }
        return form == Slice.class
                ? constant.invoke("writeSlice", void.class, builder, value)
                : constant.invoke("writeObject", void.class, builder, value.cast(Object.class));
    }
}

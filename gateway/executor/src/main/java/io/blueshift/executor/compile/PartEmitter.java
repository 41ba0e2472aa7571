package io.blueshift.executor.compile;

import io.airlift.bytecode.BytecodeBlock;
import io.airlift.bytecode.MethodDefinition;
import io.airlift.bytecode.Parameter;
import io.airlift.bytecode.Variable;
import io.airlift.bytecode.expression.BytecodeExpression;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Local;

import java.util.ArrayList;
import java.util.List;

import static io.airlift.bytecode.Access.FINAL;
import static io.airlift.bytecode.Access.a;
import static io.airlift.bytecode.Parameter.arg;
import static io.airlift.bytecode.ParameterizedType.type;

/**
 * Emits a part of an expression as a method of its own, and the call of it.
 */
final class PartEmitter {
    private final KernelClass target;
    private final Frame frame;

    PartEmitter(KernelClass target, Frame frame) {
        this.target = target;
        this.frame = frame;
    }

    /**
     * <pre>
     * value = this.part1(row, local, localIsNull);
     * isNull = this.partIsNull;
     * </pre>
     */
    Value emit(Expression part, BytecodeBlock block) {
        List<Local> locals = List.copyOf(Expressions.freeLocals(part).values());
        List<BytecodeExpression> arguments = new ArrayList<>(List.of(frame.row()));
        for (Local local : locals) {
            Value value = frame.local(local.slot());
            arguments.add(value.value());
            if (value.mayBeNull()) {
                arguments.add(value.isNull());
            }
        }
        Method method = method(part, locals);
        Variable value = frame.declare(JavaForm.of(part.type()), "part");
        block.append(value.set(frame.self().cast(target.definition().getType()).invoke(method.definition, arguments)));
        if (!method.nullable) {
            return Value.notNull(value);
        }
        Variable isNull = frame.declare(boolean.class, "isNull");
        block.append(isNull.set(frame.self().getField("partIsNull", boolean.class)));
        return Value.nullable(value, isNull);
    }

    /**
     * <pre>
     * long part1(int row, long local, boolean localIsNull) {
     *     ...
     *     this.partIsNull = isNull;
     *     return value;
     * }
     * </pre>
     */
    private Method method(Expression part, List<Local> locals) {
        Parameter row = arg("row", int.class);
        List<Parameter> parameters = new ArrayList<>(List.of(row));
        List<Value> values = new ArrayList<>();
        for (Local local : locals) {
            Parameter value = arg("local" + local.slot(), JavaForm.of(local.type()));
            parameters.add(value);
            if (frame.local(local.slot()).mayBeNull()) {
                Parameter isNull = arg("localIsNull" + local.slot(), boolean.class);
                parameters.add(isNull);
                values.add(Value.nullable(value, isNull));
            } else {
                values.add(Value.notNull(value));
            }
        }
        MethodDefinition definition = target.definition().declareMethod(a(FINAL), target.nextPartName(),
                type(JavaForm.of(part.type())), parameters);
        Frame inner = new Frame(definition, row);
        for (int i = 0; i < locals.size(); i++) {
            inner.bind(locals.get(i).slot(), values.get(i));
        }
        Value value = new ExpressionEmitter(target, inner).emitHere(part, definition.getBody());
        if (value.mayBeNull()) {
            definition.getBody().append(inner.self().setField("partIsNull", value.isNull()));
        }
        definition.getBody().append(value.value().ret());
        return new Method(definition, value.mayBeNull());
    }

    private record Method(MethodDefinition definition, boolean nullable) {}
}

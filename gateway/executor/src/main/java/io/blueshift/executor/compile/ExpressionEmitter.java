package io.blueshift.executor.compile;

import io.airlift.bytecode.BytecodeBlock;
import io.airlift.bytecode.Variable;
import io.airlift.bytecode.control.IfStatement;
import io.airlift.bytecode.expression.BytecodeExpression;
import io.blueshift.executor.ir.And;
import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Case;
import io.blueshift.executor.ir.Coalesce;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Field;
import io.blueshift.executor.ir.In;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.IsNull;
import io.blueshift.executor.ir.Lambda;
import io.blueshift.executor.ir.Let;
import io.blueshift.executor.ir.Local;
import io.blueshift.executor.ir.Or;
import io.trino.spi.block.Block;
import io.trino.spi.block.SqlRow;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

import static io.airlift.bytecode.expression.BytecodeExpressions.and;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantBoolean;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantFalse;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantInt;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantTrue;
import static io.airlift.bytecode.expression.BytecodeExpressions.defaultValue;
import static io.airlift.bytecode.expression.BytecodeExpressions.invokeStatic;
import static io.airlift.bytecode.expression.BytecodeExpressions.not;
import static io.airlift.bytecode.expression.BytecodeExpressions.or;

/**
 * Emits expressions into a method: code that leaves the value in variables. Code for what is evaluated only under a
 * condition stands under that condition.
 */
final class ExpressionEmitter {
    private final KernelClass target;
    private final Frame frame;
    private final InputEmitter inputs;
    private final CallEmitter calls;
    private final InEmitter ins;
    private final PartEmitter parts;

    ExpressionEmitter(KernelClass target, Frame frame) {
        this.target = target;
        this.frame = frame;
        this.inputs = new InputEmitter(target, frame);
        this.calls = new CallEmitter(target, frame, this);
        this.ins = new InEmitter(frame, this, calls);
        this.parts = new PartEmitter(target, frame);
    }

    Value emit(Expression expression, BytecodeBlock block) {
        Optional<Value> known = frame.shared(expression);
        if (known.isPresent()) {
            return known.get();
        }
        Value value = target.isPart(expression) ? parts.emit(expression, block) : emitHere(expression, block);
        frame.share(expression, value, block);
        return value;
    }

    /** The expression's own code, though it be a part. */
    Value emitHere(Expression expression, BytecodeBlock block) {
        return switch (expression) {
            case Input input -> inputs.emit(input, block);
            case Constant constant -> constant(constant);
            case Call call -> calls.emit(call, block);
            case And and -> connected(and.terms(), false, block);
            case Or or -> connected(or.terms(), true, block);
            case Case branches -> caseOf(branches, block);
            case Coalesce coalesce -> coalesce(coalesce, block);
            case IsNull isNull -> isNull(isNull, block);
            case In in -> ins.emit(in, block);
            case Let let -> let(let, block);
            case Local local -> frame.local(local.slot());
            case Field field -> field(field, block);
            case Lambda lambda -> throw new IllegalArgumentException("Not an argument: " + lambda);
        };
    }

    private Value constant(Constant constant) {
        Class<?> form = JavaForm.of(constant.type());
        if (constant.value().isEmpty()) {
            return Value.nullable(defaultValue(form), constantTrue());
        }
        ShapeParameter parameter = (ShapeParameter) constant.value().get();
        return Value.notNull(frame.parameter(parameter.index(), form));
    }

    /**
     * Terms joined by OR, which end with a term that is true, or by AND, which end with one that is false:
     *
     * <pre>
     * result = whatEnds; isNull = false;
     * if (first term does not end) {
     *     isNull |= first term's isNull;
     *     if (second term does not end) {
     *         ...
     *         result = !isNull &amp; !whatEnds;
     *     }
     * }
     * </pre>
     */
    private Value connected(List<Expression> terms, boolean whatEnds, BytecodeBlock block) {
        if (terms.size() <= CheapTerms.COUNT_MAX && terms.stream().allMatch(this::isCheap)) {
            return connectedWithoutBranches(terms, whatEnds, block);
        }
        Variable result = frame.declare(boolean.class, whatEnds ? "or" : "and");
        Variable isNull = frame.declare(boolean.class, "isNull");
        Variable sawNull = frame.declare(boolean.class, "sawNull");
        block.append(result.set(constantBoolean(whatEnds))).append(isNull.set(constantFalse()))
                .append(sawNull.set(constantFalse()));
        boolean nullable = false;
        BytecodeBlock inner = block;
        for (Expression term : terms) {
            Value value = emit(term, inner);
            BytecodeBlock then = new BytecodeBlock();
            BytecodeExpression goesOn = whatEnds ? not(value.value()) : or(value.value(), value.isNull());
            inner.append(new IfStatement().condition(goesOn).ifTrue(then));
            if (value.mayBeNull()) {
                nullable = true;
                then.append(sawNull.set(or(sawNull, value.isNull())));
            }
            inner = then;
        }
        inner.append(isNull.set(sawNull))
                .append(result.set(whatEnds ? constantFalse() : not(sawNull)));
        return nullable ? Value.nullable(result, isNull) : Value.notNull(result);
    }

    private boolean isCheap(Expression term) {
        return !target.inputsMayBeNull() && CheapTerms.isCheap(term, slot -> !frame.local(slot).mayBeNull());
    }

    /** {@code result = first & second & third}: a branch that is not foreseen costs more than a comparison. */
    private Value connectedWithoutBranches(List<Expression> terms, boolean whatEnds, BytecodeBlock block) {
        Variable result = frame.declare(boolean.class, whatEnds ? "or" : "and");
        block.append(result.set(constantBoolean(!whatEnds)));
        for (Expression term : terms) {
            block.append(result.set(invokeStatic(Comparisons.class, whatEnds ? "either" : "both", boolean.class,
                    result, emit(term, block).value())));
        }
        return Value.notNull(result);
    }

    /**
     * <pre>
     * if (first condition) {
     *     result = first result;
     * } else {
     *     if (second condition) ...
     * }
     * </pre>
     */
    private Value caseOf(Case branches, BytecodeBlock block) {
        Target result = new Target(branches.type());
        block.append(result.clear());
        BytecodeBlock inner = block;
        for (Case.When branch : branches.branches()) {
            Value condition = emit(branch.condition(), inner);
            BytecodeBlock then = new BytecodeBlock();
            result.set(emit(branch.result(), then), then);
            BytecodeBlock otherwise = new BytecodeBlock();
            inner.append(new IfStatement().condition(condition.value()).ifTrue(then).ifFalse(otherwise));
            inner = otherwise;
        }
        result.set(emit(branches.otherwise(), inner), inner);
        return result.value();
    }

    /**
     * <pre>
     * result = first operand;
     * if (isNull) {
     *     result = second operand;
     *     if (isNull) ...
     * }
     * </pre>
     */
    private Value coalesce(Coalesce coalesce, BytecodeBlock block) {
        Target result = new Target(coalesce.type());
        block.append(result.clear());
        BytecodeBlock inner = block;
        for (Expression operand : coalesce.operands()) {
            Value value = emit(operand, inner);
            if (!value.mayBeNull()) {
                result.set(value, inner);
                return result.neverNull();
            }
            result.set(value, inner);
            BytecodeBlock next = new BytecodeBlock();
            inner.append(new IfStatement().condition(value.isNull()).ifTrue(next));
            inner = next;
        }
        return result.value();
    }

    private Value isNull(IsNull expression, BytecodeBlock block) {
        if (expression.value() instanceof Input input && !target.isPart(input)) {
            return Value.notNull(inputs.emitIsNull(input, block));
        }
        return Value.notNull(emit(expression.value(), block).isNull());
    }

    private Value let(Let let, BytecodeBlock block) {
        frame.bind(let.slot(), emit(let.value(), block));
        return emit(let.body(), block);
    }

    /**
     * <pre>
     * if (!rowIsNull) {
     *     field = row.getRawFieldBlock(n), at row.getRawIndex()
     * }
     * </pre>
     */
    private Value field(Field field, BytecodeBlock block) {
        Value base = emit(field.row(), block);
        Target result = new Target(field.type());
        Variable row = frame.declare(SqlRow.class, "sqlRow");
        Variable fields = frame.declare(Block.class, "fieldBlock");
        Variable index = frame.declare(int.class, "fieldIndex");
        Variable fieldIsNull = frame.declare(boolean.class, "fieldIsNull");
        BytecodeExpression read = BlockReads.read(target, field.type(), fields, index);
        BytecodeBlock present = new BytecodeBlock()
                .append(row.set(base.value().cast(SqlRow.class)))
                .append(fields.set(row.invoke("getRawFieldBlock", Block.class, constantInt(field.field()))))
                .append(index.set(row.invoke("getRawIndex", int.class)))
                .append(fieldIsNull.set(fields.invoke("isNull", boolean.class, index)));
        BytecodeBlock readIt = new BytecodeBlock();
        result.set(Value.nullable(read, fieldIsNull), readIt);
        present.append(new IfStatement().condition(not(fieldIsNull)).ifTrue(readIt));
        block.append(result.clear())
                .append(new IfStatement().condition(not(base.isNull())).ifTrue(present));
        return result.value();
    }

    /** Variables that take one of several values. */
    final class Target {
        private final Class<?> form;
        private final Variable result;
        private final Variable isNull;
        private boolean nullable;

        Target(Type type) {
            this.form = JavaForm.of(type);
            this.result = frame.declare(form, "value");
            this.isNull = frame.declare(boolean.class, "isNull");
        }

        /** To NULL. */
        BytecodeBlock clear() {
            return new BytecodeBlock().append(result.set(defaultValue(form))).append(isNull.set(constantTrue()));
        }

        void set(Value value, BytecodeBlock block) {
            block.append(result.set(value.value())).append(isNull.set(value.isNull()));
            nullable |= value.mayBeNull();
        }

        /** If everything was set, by whatever way the code went. */
        Value value() {
            return nullable ? Value.nullable(result, isNull) : neverNull();
        }

        Value neverNull() {
            return Value.notNull(result);
        }

        /** If it may still be as it was cleared. */
        Value valueOrNull() {
            return Value.nullable(result, isNull);
        }
    }

    static BytecodeExpression isTrue(Value value) {
        return value.mayBeNull() ? and(value.value(), not(value.isNull())) : value.value();
    }
}

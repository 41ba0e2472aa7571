package io.blueshift.executor.compile;

import io.airlift.bytecode.BytecodeBlock;
import io.airlift.bytecode.MethodDefinition;
import io.airlift.bytecode.Variable;
import io.airlift.bytecode.expression.BytecodeExpression;
import io.blueshift.executor.ir.Expression;
import io.trino.spi.block.ValueBlock;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import static io.airlift.bytecode.expression.BytecodeExpressions.constantInt;

/**
 * A method while it is generated: its variables. Those that hold a column or a parameter are set once, at its beginning.
 */
final class Frame {
    private final MethodDefinition method;
    private final BytecodeBlock prologue = new BytecodeBlock();
    private final Map<String, Variable> hoisted = new HashMap<>();
    private final Map<Integer, Value> locals = new HashMap<>();
    private final Variable row;
    private final BytecodeExpression self;
    private final Map<Expression, Value> shared = new HashMap<>();
    private Optional<BytecodeBlock> sharedIn = Optional.empty();
    private int nextVariable;

    Frame(MethodDefinition method, Variable row) {
        this(method, row, method.getThis());
    }

    /** Of a static method, which is given its object. */
    Frame(MethodDefinition method, Variable row, BytecodeExpression self) {
        this.method = method;
        this.self = self;
        this.row = row;
        method.getBody().append(prologue);
    }

    BytecodeExpression self() {
        return self;
    }

    /** The row that is evaluated. */
    Variable row() {
        return row;
    }

    Variable declare(Class<?> type, String prefix) {
        return method.getScope().declareVariable(type, prefix + nextVariable++);
    }

    void bind(int slot, Value value) {
        locals.put(slot, value);
    }

    Value local(int slot) {
        Value value = locals.get(slot);
        if (value == null) {
            throw new IllegalArgumentException("Slot " + slot + " is not bound");
        }
        return value;
    }

    /**
     * From now on, what is evaluated in the block itself, and so before whatever follows there or inside, is evaluated once.
     */
    void shareIn(BytecodeBlock block) {
        sharedIn = Optional.of(block);
    }

    /** The value of an expression that was evaluated before, if it was shared. */
    Optional<Value> shared(Expression expression) {
        return Optional.ofNullable(shared.get(expression));
    }

    /** Notes the value for those that follow, if the block is that in which values are shared. */
    void share(Expression expression, Value value, BytecodeBlock block) {
        if (sharedIn.isPresent() && sharedIn.get() == block && Expressions.isDeterministic(expression)
                && Expressions.freeLocals(expression).isEmpty()) {
            shared.put(expression, value);
        }
    }

    Variable longs(int input) {
        return columnField(input, "longs", long[].class);
    }

    Variable validity(int input) {
        return columnField(input, "validity", long[].class);
    }

    Variable values(int input) {
        return columnField(input, "values", ValueBlock.class);
    }

    Variable ids(int input) {
        return columnField(input, "ids", int[].class);
    }

    Variable idsOffset(int input) {
        return columnField(input, "idsOffset", int.class);
    }

    /** {@code values = this.columns[input].values} */
    private Variable columnField(int input, String field, Class<?> type) {
        return hoist(field + input, type, self().getField("columns", Column[].class)
                .getElement(constantInt(input)).getField(field, type));
    }

    /** {@code parameter = (type) this.constants[index]} */
    Variable parameter(int index, Class<?> type) {
        return hoist("parameter" + index, type,
                self().getField("constants", Object[].class).getElement(constantInt(index)).cast(type));
    }

    /** {@code instance = this.instances[index]} */
    Variable instance(int index) {
        return hoist("instance" + index, Object.class,
                self().getField("instances", Object[].class).getElement(constantInt(index)));
    }

    /** A variable that is set once, at the beginning. */
    Variable hoist(String name, Class<?> type, BytecodeExpression value) {
        return hoisted.computeIfAbsent(name, _ -> {
            Variable variable = method.getScope().declareVariable(type, name);
            prologue.append(variable.set(value));
            return variable;
        });
    }
}

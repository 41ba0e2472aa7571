package io.blueshift.executor.compile;

import io.airlift.bytecode.BytecodeBlock;
import io.airlift.bytecode.BytecodeNode;
import io.airlift.bytecode.Variable;
import io.airlift.bytecode.control.IfStatement;
import io.airlift.bytecode.expression.BytecodeExpression;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.runtime.aggregate.PartialSum;
import io.trino.spi.type.Int128;

import java.util.List;
import java.util.Optional;

import static io.airlift.bytecode.expression.BytecodeExpressions.add;
import static io.airlift.bytecode.expression.BytecodeExpressions.bitwiseAnd;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantInt;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantLong;
import static io.airlift.bytecode.expression.BytecodeExpressions.equal;
import static io.airlift.bytecode.expression.BytecodeExpressions.multiply;
import static io.airlift.bytecode.expression.BytecodeExpressions.not;
import static io.airlift.bytecode.expression.BytecodeExpressions.shiftRight;
import static io.airlift.bytecode.expression.BytecodeExpressions.shiftRightUnsigned;

/**
 * Emits the additions of values to sums, after all values of a row were evaluated. Where the sums stand is drawn by
 * {@link SumLayout}. Sums of all rows are variables until the loop has ended.
 */
final class SumEmitter {
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private final SumLayout layout;
    private final Frame frame;
    private final BytecodeExpression words;
    private final Optional<BytecodeExpression> group;
    private Optional<Variable> at = Optional.empty();
    private Variable[] totals = {};

    private SumEmitter(List<Expression> expressions, Frame frame, BytecodeExpression words,
            Optional<BytecodeExpression> group) {
        this.layout = SumLayout.of(expressions);
        this.frame = frame;
        this.words = words;
        this.group = group;
    }

    /** @param group of the row */
    static SumEmitter ofGroups(List<Expression> expressions, Frame frame, BytecodeExpression words,
            BytecodeExpression group) {
        return new SumEmitter(expressions, frame, words, Optional.of(group));
    }

    static SumEmitter ofAll(List<Expression> expressions, Frame frame, BytecodeExpression words) {
        return new SumEmitter(expressions, frame, words, Optional.empty());
    }

    /**
     * <pre>
     * words[at] += 1;
     * if (!isNull) {
     *     words[at + place] += 1;
     *     words[at + place + 1] += value;
     * }
     * </pre>
     *
     * @param after follows the loop
     */
    void emit(List<Value> values, BytecodeBlock body, BytecodeBlock after) {
        begin(body, after);
        body.append(increase(0, constantLong(1)));
        boolean counted = values.stream().anyMatch(Value::mayBeNull);
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            BytecodeBlock addition = new BytecodeBlock();
            if (counted) {
                addition.append(increase(layout.countPlace(i), constantLong(1)));
            }
            if (value.mayBeNull()) {
                body.append(new IfStatement().condition(not(value.isNull())).ifTrue(addition));
            } else {
                body.append(addition);
            }
            addValue(layout.sumPlace(i), layout.forms().get(i), value.value(), addition);
        }
    }

    private void begin(BytecodeBlock body, BytecodeBlock after) {
        if (group.isPresent()) {
            Variable first = frame.declare(int.class, "at");
            body.append(first.set(multiply(group.get(), constantInt(layout.words()))));
            at = Optional.of(first);
            return;
        }
        totals = new Variable[layout.words()];
        for (int word = 0; word < totals.length; word++) {
            totals[word] = frame.hoist("total" + word, long.class, words.getElement(constantInt(word)));
            after.append(words.setElement(constantInt(word), totals[word]));
        }
    }

    private void addValue(int place, PartialSum form, BytecodeExpression value, BytecodeBlock block) {
        switch (form) {
            case LONG -> block.append(increase(place, value));
            case HALVES -> addHalves(place, value, block);
            case QUARTERS -> addQuarters(place, value, block);
        }
    }

    private void addHalves(int place, BytecodeExpression value, BytecodeBlock block) {
        block.append(increase(place, lowHalf(value)))
                .append(increase(place + 1, shiftRight(value, constantInt(Integer.SIZE))));
    }

    /**
     * <pre>
     * if (high == low &gt;&gt; 63) {
     *     add the halves of low
     * } else {
     *     add the halves of low, unsigned, and those of high
     * }
     * </pre>
     */
    private void addQuarters(int place, BytecodeExpression value, BytecodeBlock block) {
        Variable low = frame.declare(long.class, "low");
        Variable high = frame.declare(long.class, "high");
        BytecodeExpression wide = value.cast(Int128.class);
        BytecodeBlock asLong = new BytecodeBlock();
        addHalves(place, low, asLong);
        BytecodeBlock asWide = new BytecodeBlock()
                .append(increase(place, lowHalf(low)))
                .append(increase(place + 1, shiftRightUnsigned(low, constantInt(Integer.SIZE))));
        addHalves(place + 2, high, asWide);
        block.append(low.set(wide.invoke("getLow", long.class)))
                .append(high.set(wide.invoke("getHigh", long.class)))
                .append(new IfStatement()
                        .condition(equal(high, shiftRight(low, constantInt(Long.SIZE - 1))))
                        .ifTrue(asLong)
                        .ifFalse(asWide));
    }

    private static BytecodeExpression lowHalf(BytecodeExpression value) {
        return bitwiseAnd(value, constantLong(LOW_HALF));
    }

    private BytecodeNode increase(int word, BytecodeExpression by) {
        if (at.isEmpty()) {
            return totals[word].set(add(totals[word], by));
        }
        BytecodeExpression index = word == 0 ? at.get() : add(at.get(), constantInt(word));
        return words.setElement(index, add(words.getElement(index), by));
    }
}

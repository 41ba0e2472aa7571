package io.blueshift.executor.compile;

import io.airlift.bytecode.expression.BytecodeExpression;

import java.util.Optional;

import static io.airlift.bytecode.expression.BytecodeExpressions.constantFalse;

/**
 * Where generated code finds the value of an expression: reading it costs nothing and changes nothing. Where it is NULL,
 * a boolean is false, a reference is null, and a number is any.
 *
 * @param nullFlag true if the value is NULL; absent if it never is
 */
record Value(BytecodeExpression value, Optional<BytecodeExpression> nullFlag) {
    static Value notNull(BytecodeExpression value) {
        return new Value(value, Optional.empty());
    }

    static Value nullable(BytecodeExpression value, BytecodeExpression isNull) {
        return new Value(value, Optional.of(isNull));
    }

    boolean mayBeNull() {
        return nullFlag.isPresent();
    }

    BytecodeExpression isNull() {
        return nullFlag.orElseGet(() -> constantFalse());
    }
}

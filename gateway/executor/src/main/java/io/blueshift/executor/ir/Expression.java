package io.blueshift.executor.ir;

import io.trino.spi.type.Type;

/**
 * A scalar expression over one row. Expressions are immutable; evaluation follows Trino's rules to the letter:
 * three-valued logic, left to right, and nothing is evaluated that its result does not need.
 */
public sealed interface Expression
        permits Input, Constant, Call, And, Or, Case, Coalesce, IsNull, In, Let, Local, Field, Lambda {
    /** The SQL type of the value. */
    Type type();
}

package io.blueshift.executor.function;

import io.trino.spi.type.Type;

import java.util.List;

/**
 * An aggregate function resolved for exact argument types. Implementations are immutable and equal if they name the same
 * function. Safe for all threads.
 */
public interface AggregateFunction {
    /** The plain name, lower case, of a function that is part of SQL; any other with its catalog and schema. */
    String name();

    Type returnType();

    List<Type> argumentTypes();

    /** Whether states of parts of the rows can be made one: {@link AggregateStates#intermediates} works. */
    boolean decomposable();

    /** Whether the same rows always have the same result, or one that is as good. */
    default boolean deterministic() {
        return true;
    }

    /** Empty states. Throws TrinoException if the function cannot be linked. */
    AggregateStates open();
}

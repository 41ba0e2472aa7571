package io.blueshift.executor.function;

import io.trino.spi.function.WindowFunction;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

/**
 * A function that is computed over windows, resolved for exact argument types: a ranking function, a value function, or an
 * aggregate. Implementations are immutable and safe for all threads.
 */
public interface WindowedFunction {
    /** The plain name, lower case, of a function that is part of SQL; any other with its catalog and schema. */
    String name();

    Type returnType();

    /** Types of the arguments that are columns; lambdas are part of the function. */
    List<Type> argumentTypes();

    /** The aggregate that this is; absent of ranking and value functions. */
    Optional<AggregateFunction> aggregate();

    /**
     * Trino's own implementation, for one thread. Its window has the arguments as channels.
     *
     * @param ignoreNulls whether a value function passes over NULLs
     */
    WindowFunction open(boolean ignoreNulls);
}

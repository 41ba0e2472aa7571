package io.blueshift.executor.compile;

import io.blueshift.executor.vector.Batch;

/**
 * Conditions and projections, ready to run. For one thread: functions may keep state in between. Errors that the
 * expressions raise come out as they are, and only those of rows that are wanted.
 */
public interface RowExpressions {
    /** The same vectors, of whose rows only those stay wanted for which all conjuncts are true. */
    Batch filter(Batch input);

    /** One vector per projection; the wanted rows are those of the input, in the same order. */
    Batch project(Batch input);
}

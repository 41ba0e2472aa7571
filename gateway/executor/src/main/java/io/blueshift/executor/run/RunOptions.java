package io.blueshift.executor.run;

import io.blueshift.executor.spill.Spilling;

import static java.util.Objects.requireNonNull;

/**
 * How a plan is run.
 *
 * @param batchRows the most rows that go through the operators at a time; 0 for as many as the source delivers at once
 * @param spilling the memory that operators may hold, and where to put the rest; the run closes it
 */
public record RunOptions(int batchRows, Spilling spilling) {
    public RunOptions {
        if (batchRows < 0) {
            throw new IllegalArgumentException("batchRows " + batchRows);
        }
        requireNonNull(spilling, "spilling is null");
    }

    /** With memory that has no bounds. */
    public RunOptions(int batchRows) {
        this(batchRows, Spilling.never());
    }
}

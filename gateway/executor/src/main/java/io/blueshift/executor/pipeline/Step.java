package io.blueshift.executor.pipeline;

import io.blueshift.executor.vector.Batch;

import java.util.Optional;

/**
 * A streaming operator of a pipeline, as one thread runs it. It is given a batch and then asked for output until it has
 * none, so that an operator that makes many rows of few never holds them all.
 */
public interface Step {
    /** Takes the next batch, which is never empty. Only called when {@link #next} has nothing left. */
    void accept(Batch input);

    /** The next output, with at least one row; empty if there is none without more input. */
    Optional<Batch> next();

    /** There will be no more input; {@link #next} is asked once more. */
    default void finish() {}

    /** Whether no further row can pass, whatever comes. */
    default boolean satisfied() {
        return false;
    }

    /** Bytes of memory that belong to this thread's operator. */
    default long retainedBytes() {
        return 0;
    }

    /** Makes a step for each thread, once all pipelines that it depends on are complete. */
    interface Factory {
        Step open();
    }
}

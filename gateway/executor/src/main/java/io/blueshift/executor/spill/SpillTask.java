package io.blueshift.executor.spill;

import io.blueshift.executor.vector.Batch;

import java.util.Optional;

/**
 * A part of an operator's rows on disk that can be worked off by itself, by one thread. What it opens it lets go of when it
 * is finished or closed.
 */
public interface SpillTask extends AutoCloseable {
    /** Goes on for a moment; the rows that came of it, if any. */
    Optional<Batch> next();

    boolean isFinished();

    /** Bytes of memory that it holds. */
    long retainedBytes();

    @Override
    void close();
}

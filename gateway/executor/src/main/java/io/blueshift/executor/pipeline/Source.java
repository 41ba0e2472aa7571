package io.blueshift.executor.pipeline;

import io.blueshift.executor.vector.Batch;
import io.trino.spi.metrics.Metrics;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import static io.trino.spi.connector.ConnectorPageSource.NOT_BLOCKED;

/** Where a pipeline's rows come from. Readers share its rows: together they deliver each once. Safe for all threads. */
public interface Source {
    /** A reader for one thread. */
    Reader open();

    /** Whether there are certainly no rows; asked when all that comes before is complete, so that no thread is set up in vain. */
    default boolean isEmpty() {
        return false;
    }

    /** One thread's reader. */
    interface Reader extends AutoCloseable {
        /** The next rows; empty if there are none left for this reader, or none yet. */
        Optional<Batch> next();

        /** Whether there will be no more for this reader. */
        boolean isFinished();

        /** Done as soon as {@link #next} may have something to say. */
        default CompletableFuture<?> isBlocked() {
            return NOT_BLOCKED;
        }

        /** Bytes read from outside this process, or from files. */
        default long completedBytes() {
            return 0;
        }

        /** Rows that the outside delivered. */
        default long completedPositions() {
            return 0;
        }

        default long readNanos() {
            return 0;
        }

        default long retainedBytes() {
            return 0;
        }

        /** What else there is to tell of the reader, by name; numbers of several readers are added. */
        default Map<String, Long> counts() {
            return Map.of();
        }

        /** What the outside tells of the reading. */
        default Metrics metrics() {
            return Metrics.EMPTY;
        }

        @Override
        default void close() {}
    }
}

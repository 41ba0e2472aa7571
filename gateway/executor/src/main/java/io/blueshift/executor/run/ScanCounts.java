package io.blueshift.executor.run;

import io.blueshift.executor.pipeline.Source;
import io.trino.spi.metrics.Metrics;

/** What the readers that a thread has closed have read. Not thread-safe. */
final class ScanCounts {
    private long bytes;
    private long positions;
    private long nanos;
    private Metrics metrics = Metrics.EMPTY;

    void add(Source.Reader reader) {
        bytes += reader.completedBytes();
        positions += reader.completedPositions();
        nanos += reader.readNanos();
        metrics = metrics.mergeWith(reader.metrics());
    }

    long bytes() {
        return bytes;
    }

    long positions() {
        return positions;
    }

    long nanos() {
        return nanos;
    }

    Metrics metrics() {
        return metrics;
    }
}

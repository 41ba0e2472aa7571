package io.blueshift.executor.pipeline;

import io.blueshift.executor.vector.Batch;

import java.util.Map;

/**
 * Where a pipeline ends. Each thread collects on its own; when all rows are in, what they collected is merged in
 * independent tasks, which any thread takes. Only then is the result looked at. Safe for all threads.
 */
public interface Sink {
    /** A collector for one thread. */
    Collector open();

    /** One thread's collector. */
    interface Collector {
        /** Takes a batch, which is never empty. The batch's arrays must not be kept where they may be written to later. */
        void accept(Batch input);

        /** Hands over what was collected; called once, also if nothing was. */
        void finish();

        /** Bytes of memory that are this collector's, until it is finished. */
        default long retainedBytes() {
            return 0;
        }
    }

    /** How many tasks merge what the collectors handed over; asked once, after the last has. */
    default int mergeTasks() {
        return 0;
    }

    /** Runs a task, numbered from zero. Each runs once; several may run at the same time, on different threads. */
    default void merge(int task) {}

    /** Everything was merged: called once, by one thread. */
    default void complete() {}

    /** Bytes of memory that the shared result takes; none of a collector's that is not finished. */
    default long retainedBytes() {
        return 0;
    }

    /**
     * What there is to tell of the complete sink, by name: rows, groups, the size of a hash table, what was spilled. A name
     * that ends in "bytes" is of bytes.
     */
    default Map<String, Long> counts() {
        return Map.of();
    }
}

package io.blueshift.executor.runtime.interrupt;

import io.trino.spi.TrinoException;

import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;

/**
 * Lets whoever cancels a query get through to a call that takes long. Trino interrupts the thread that works for a query
 * which is over, whatever ended it; a loop that may go on for more than some milliseconds asks here from time to time. What
 * it was making is not complete then and must not be used: the exception ends the thread's part in the execution. The
 * interruption itself is left as it is, for Trino to find.
 */
public final class Interruption {
    /** Rows of which each costs little: up to a microsecond, so that all take less than 20 ms. */
    private static final int ROWS = 1 << 14;

    private Interruption() {}

    /**
     * Costs about a nanosecond: for loops over batches, chunks, tasks, or rows that cost much.
     *
     * @throws TrinoException if the thread was interrupted
     */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new TrinoException(GENERIC_INTERNAL_ERROR, "The query is over: its work was interrupted");
        }
    }

    /** Like {@link #check}, for loops over rows that cost little: looks only at some. */
    public static void check(int row) {
        if ((row & ROWS - 1) == 0) {
            check();
        }
    }
}

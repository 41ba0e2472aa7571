package io.blueshift.executor.run;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The rows that a limit may still let pass, over all threads of an execution.
 */
final class LimitCount {
    private final AtomicLong remaining;

    LimitCount(long rows) {
        this.remaining = new AtomicLong(rows);
    }

    long remaining() {
        return remaining.get();
    }

    /** How many of the rows may pass; they are used up. */
    int claim(int rows) {
        long before = remaining.getAndUpdate(left -> Math.max(0, left - rows));
        return (int) Math.min(before, rows);
    }
}

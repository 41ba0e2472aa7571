package io.blueshift.executor.report;

import java.util.concurrent.atomic.LongAdder;

/**
 * What one run had to do with generated classes. Safe for all threads.
 */
public final class CodeCounts {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder compileNanos = new LongAdder();

    /** A class was there already. */
    public void hit() {
        hits.increment();
    }

    /** A class had to be generated, or another thread was waited for that generated it. */
    public void miss(long nanos) {
        misses.increment();
        compileNanos.add(nanos);
    }

    public long hits() {
        return hits.sum();
    }

    public long misses() {
        return misses.sum();
    }

    /** The time that generating took, on all threads. */
    public long compileNanos() {
        return compileNanos.sum();
    }
}

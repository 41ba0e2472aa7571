package io.blueshift.server.planning.reuse;

import org.weakref.jmx.Managed;

import java.util.concurrent.atomic.LongAdder;

/** Counts plans that were taken from an equal query before. Exported over JMX. Safe for all threads. */
public final class ReuseStats {
    private final LongAdder reused = new LongAdder();

    void reused() {
        reused.increment();
    }

    @Managed
    public long getReused() {
        return reused.sum();
    }
}

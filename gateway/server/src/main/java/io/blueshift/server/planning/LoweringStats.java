package io.blueshift.server.planning;

import io.airlift.stats.CounterStat;
import org.weakref.jmx.Managed;
import org.weakref.jmx.Nested;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts which plans went to the executor and what kept the others from it. Exported over JMX. Safe for all threads.
 */
public final class LoweringStats {
    private final CounterStat lowered = new CounterStat();
    private final CounterStat notLowered = new CounterStat();
    private final ConcurrentMap<String, AtomicLong> reasons = new ConcurrentHashMap<>();

    void lowered() {
        lowered.update(1);
    }

    void notLowered(String what) {
        notLowered.update(1);
        reasons.computeIfAbsent(what, _ -> new AtomicLong()).incrementAndGet();
    }

    @Managed
    @Nested
    public CounterStat getLowered() {
        return lowered;
    }

    @Managed
    @Nested
    public CounterStat getNotLowered() {
        return notLowered;
    }

    /** How many plans were not lowered because of each kind of node or expression. */
    @Managed
    public Map<String, Long> getNotLoweredBecause() {
        Map<String, Long> counts = new TreeMap<>();
        reasons.forEach((what, count) -> counts.put(what, count.get()));
        return counts;
    }
}

package io.blueshift.server.planning;

import io.airlift.stats.CounterStat;
import io.blueshift.server.planning.lower.NotLowerableException;
import org.weakref.jmx.Managed;
import org.weakref.jmx.Nested;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts which plans went to the executor and what kept the others from it. Exported over JMX. Safe for all threads.
 */
public final class LoweringStats {
    /**
     * @param what kind of node or expression
     * @param why in words
     */
    record Reason(String what, String why) {}

    private final CounterStat lowered = new CounterStat();
    private final CounterStat notLowered = new CounterStat();
    private final ConcurrentMap<Reason, AtomicLong> reasons = new ConcurrentHashMap<>();

    void lowered() {
        lowered.update(1);
    }

    void notLowered(NotLowerableException reason) {
        notLowered.update(1);
        reasons.computeIfAbsent(new Reason(reason.what(), reason.why()), _ -> new AtomicLong()).incrementAndGet();
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

    /** How many parts of plans were not lowered because of each kind of node or expression. */
    @Managed
    public Map<String, Long> getNotLoweredBecause() {
        Map<String, Long> counts = new TreeMap<>();
        reasons.forEach((reason, count) -> counts.merge(reason.what(), count.get(), Long::sum));
        return counts;
    }

    /** How many parts of plans were not lowered for each reason, in no order. */
    Map<Reason, Long> reasons() {
        Map<Reason, Long> counts = new HashMap<>();
        reasons.forEach((reason, count) -> counts.put(reason, count.get()));
        return counts;
    }
}

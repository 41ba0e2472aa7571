package io.blueshift.store.statistics;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;

import static io.blueshift.store.statistics.DistinctCounter.LOG_REGISTERS;

/** Merges sketches, in any order and number. Not thread-safe. */
public final class DistinctUnion {
    /** Standard deviations between an estimate and {@link #upperBound}: 19 in 20 columns have no more values. */
    private static final int DEVIATIONS = 2;

    private final HllUnion union = new HllUnion(LOG_REGISTERS);

    /** Adds and returns this. */
    public DistinctUnion add(DistinctSketch sketch) {
        union.update(HllSketch.heapify(sketch.bytes().getBytes()));
        return this;
    }

    public double estimate() {
        return union.getEstimate();
    }

    /** More distinct values than this are unlikely. */
    public double upperBound() {
        return union.getUpperBound(DEVIATIONS);
    }
}

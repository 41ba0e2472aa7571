package io.blueshift.store.statistics;

import io.airlift.slice.Slice;

import static java.util.Objects.requireNonNull;

/**
 * The distinct values of one column of one segment, as small as they can be kept and merged.
 *
 * @param bytes a compact HLL sketch of Apache DataSketches
 */
public record DistinctSketch(Slice bytes) {
    public DistinctSketch {
        requireNonNull(bytes, "bytes is null");
    }

    /** About how many distinct values there are. */
    public double estimate() {
        return new DistinctUnion().add(this).estimate();
    }
}

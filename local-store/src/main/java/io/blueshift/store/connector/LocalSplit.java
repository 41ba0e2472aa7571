package io.blueshift.store.connector;

import io.blueshift.store.scan.SegmentSlice;
import io.trino.spi.SplitWeight;
import io.trino.spi.connector.ConnectorSplit;

import java.util.List;

/**
 * Some block ranges of one table: part of a large segment or several small ones.
 *
 * @param weight 0 to 1, the share of a full split
 */
public record LocalSplit(List<SegmentSlice> slices, double weight) implements ConnectorSplit {
    /** Roughly: object headers, a file name of 80 characters, five numbers. */
    private static final int SLICE_BYTES = 200;

    public LocalSplit {
        slices = List.copyOf(slices);
    }

    @Override
    public SplitWeight getSplitWeight() {
        return SplitWeight.fromProportion(weight);
    }

    @Override
    public long getRetainedSizeInBytes() {
        return (long) SLICE_BYTES * (slices.size() + 1);
    }
}

package io.blueshift.store.format;

import io.blueshift.store.encoding.Retained;
import io.blueshift.store.zone.BloomFilter;

import java.util.List;

/** The Bloom filters of a chunk, one per block. */
record BlockFilters(List<BloomFilter> filters) implements Retained {
    @Override
    public long retainedBytes() {
        return filters.stream().mapToLong(BloomFilter::retainedBytes).sum();
    }
}

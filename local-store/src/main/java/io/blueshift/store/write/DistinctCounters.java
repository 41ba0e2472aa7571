package io.blueshift.store.write;

import io.blueshift.store.encoding.Storage;
import io.blueshift.store.statistics.DistinctCounter;
import io.blueshift.store.statistics.DistinctSketch;
import io.trino.spi.Page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The distinct values of a segment's columns, counted as rows arrive: a page's dictionaries are still whole then. */
final class DistinctCounters {
    private final List<WriteColumn> columns;
    private final List<Optional<DistinctCounter>> counters = new ArrayList<>();

    DistinctCounters(List<WriteColumn> columns) {
        this.columns = columns;
        for (WriteColumn column : columns) {
            boolean counted = !Storage.of(column.type()).isNested();
            counters.add(counted ? Optional.of(new DistinctCounter()) : Optional.empty());
        }
    }

    void add(Page page, int position, int count) {
        for (int i = 0; i < counters.size(); i++) {
            if (counters.get(i).isPresent()) {
                counters.get(i).get().add(page.getBlock(i), position, count);
            }
        }
    }

    long memoryBytes() {
        long bytes = 0;
        for (Optional<DistinctCounter> counter : counters) {
            bytes += counter.map(DistinctCounter::memoryBytes).orElse(0L);
        }
        return bytes;
    }

    /** By column id. */
    Map<Integer, DistinctSketch> sketches() {
        Map<Integer, DistinctSketch> sketches = new HashMap<>();
        for (int i = 0; i < counters.size(); i++) {
            int columnId = columns.get(i).id();
            counters.get(i).ifPresent(counter -> sketches.put(columnId, counter.sketch()));
        }
        return sketches;
    }
}

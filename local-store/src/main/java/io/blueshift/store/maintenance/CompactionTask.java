package io.blueshift.store.maintenance;

import io.blueshift.store.catalog.SegmentEntry;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Segments to be written anew.
 *
 * @param runs segments that follow each other in key order, where {@code merge}; else one list of all
 * @param merge whether every run is sorted by the table's sort key and the runs are to be merged by it
 * @param removesRows whether it is done for the deleted rows
 */
public record CompactionTask(List<List<SegmentEntry>> runs, boolean merge, boolean removesRows) {
    public CompactionTask {
        runs = runs.stream().map(List::copyOf).toList();
    }

    static CompactionTask rewrite(List<SegmentEntry> segments, boolean removesRows) {
        return new CompactionTask(List.of(segments), false, removesRows);
    }

    public List<SegmentEntry> inputs() {
        return runs.stream().flatMap(List::stream).toList();
    }

    Set<UUID> inputIds() {
        Set<UUID> ids = new HashSet<>();
        inputs().forEach(segment -> ids.add(segment.id()));
        return ids;
    }

    long rows() {
        return inputs().stream().mapToLong(SegmentEntry::liveRows).sum();
    }
}

package io.blueshift.store.connector;

import io.blueshift.store.catalog.SegmentEntry;
import io.trino.spi.predicate.TupleDomain;

/** Which segments of a table a predicate leaves, known from the manifest alone. */
final class SegmentPruning {
    private SegmentPruning() {}

    /** False only if no row of the segment matches. */
    static boolean mayMatch(SegmentEntry segment, TupleDomain<LocalColumnHandle> predicate) {
        return predicate.getDomains()
                .map(
                        domains -> domains.entrySet().stream()
                                .allMatch(entry -> segment.zone(entry.getKey().id()).mayMatch(entry.getValue())))
                .orElse(false);
    }
}

package io.blueshift.store.catalog;

/** What opening a store found left over by a process that did not end properly. Not thread-safe. */
public final class RecoveryReport {
    private int manifests;
    private int segments;
    private int tables;

    void removedManifests(int count) {
        manifests += count;
    }

    void removedSegment() {
        segments++;
    }

    void removedTable() {
        tables++;
    }

    /** Whether everything was in order. */
    public boolean isClean() {
        return manifests + segments + tables == 0;
    }

    @Override
    public String toString() {
        return "removed %d unfinished or superseded manifests, %d uncommitted segments, %d uncommitted tables"
                .formatted(manifests, segments, tables);
    }
}

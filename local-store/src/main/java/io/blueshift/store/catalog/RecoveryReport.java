package io.blueshift.store.catalog;

/** What opening a store found left over by a process that did not end properly. Not thread-safe. */
public final class RecoveryReport {
    private int manifests;
    private int files;
    private int tables;
    private int unreadable;

    void removedManifests(int count) {
        manifests += count;
    }

    void removedFile() {
        files++;
    }

    void removedTable() {
        tables++;
    }

    void unreadableVersion() {
        unreadable++;
    }

    /** Whether everything was in order. */
    public boolean isClean() {
        return manifests + files + tables + unreadable == 0;
    }

    @Override
    public String toString() {
        return ("removed %d unfinished manifests, %d uncommitted segments and delete vectors, %d uncommitted tables; "
                + "found %d unreadable older versions")
                .formatted(manifests, files, tables, unreadable);
    }
}

package io.blueshift.store.catalog;

import java.util.Set;

/**
 * What is known of a version that can still be read, without reading its manifest.
 *
 * @param rows that are not deleted
 * @param files in the data directory that it needs
 */
public record RetainedVersion(long version, Commit commit, long rows, Set<String> files) {
    public RetainedVersion {
        files = Set.copyOf(files);
    }

    static RetainedVersion of(TableVersion table) {
        return new RetainedVersion(table.version(), table.commit(), table.rows(), table.files());
    }
}

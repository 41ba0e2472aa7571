package io.blueshift.store.catalog;

import java.util.Set;

/**
 * What is known of a version that can still be read, without reading its manifest.
 *
 * @param rows that are not deleted
 * @param segments how many
 * @param bytes of the segments' and delete vectors' files
 * @param files in the data directory that it needs
 */
public record RetainedVersion(long version, Commit commit, long rows, int segments, long bytes,
        Set<String> files) {
    public RetainedVersion {
        files = Set.copyOf(files);
    }

    static RetainedVersion of(TableVersion table) {
        return new RetainedVersion(table.version(), table.commit(), table.rows(), table.segments().size(),
                table.bytes(), table.files());
    }
}

package io.blueshift.connector.lake.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.TupleDomain;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * An Iceberg table pinned to the snapshot that planning saw: whatever commits meanwhile, the query reads this one.
 *
 * @param snapshot
 *            empty for a table nothing was written to
 * @param files
 *            what is known of the data files so far
 * @param enforced
 *            what partition pruning answers completely: the engine does not check it again
 * @param unenforced
 *            what prunes files and row groups, and is checked again by the engine
 */
public record IcebergTableHandle(@JsonProperty("name") SchemaTableName name,
        @JsonProperty("snapshot") OptionalLong snapshot, @JsonProperty("files") FileCount files,
        @JsonProperty("enforced") TupleDomain<LakeColumnHandle> enforced,
        @JsonProperty("unenforced") TupleDomain<LakeColumnHandle> unenforced,
        @JsonProperty("projected") Optional<Set<LakeColumnHandle>> projected)
        implements
            LakeTableHandle {
    public IcebergTableHandle {
        requireNonNull(name, "name is null");
        requireNonNull(snapshot, "snapshot is null");
        requireNonNull(files, "files is null");
        requireNonNull(enforced, "enforced is null");
        requireNonNull(unenforced, "unenforced is null");
        projected = projected.map(Set::copyOf);
    }

    /** Data files that remain after pruning, and all of them; each only where it was cheap to know. */
    public record FileCount(@JsonProperty("matching") OptionalLong matching, @JsonProperty("all") OptionalLong all) {
        @Override
        public String toString() {
            String total = all.isPresent() ? String.valueOf(all.getAsLong()) : "?";
            return matching.isPresent() ? matching.getAsLong() + " of " + total : total;
        }
    }

    /** Everything that was pushed into the scan. */
    public TupleDomain<LakeColumnHandle> predicate() {
        return enforced.intersect(unenforced);
    }

    /** The same table with a stronger predicate. */
    public IcebergTableHandle withPredicate(FileCount files, TupleDomain<LakeColumnHandle> enforced,
            TupleDomain<LakeColumnHandle> unenforced) {
        return new IcebergTableHandle(name, snapshot, files, enforced, unenforced, projected);
    }

    @Override
    public IcebergTableHandle withProjected(Set<LakeColumnHandle> columns) {
        return new IcebergTableHandle(name, snapshot, files, enforced, unenforced, Optional.of(columns));
    }

    @Override
    public String toString() {
        return "%s [files %s%s%s%s]".formatted(name, files,
                ScanDescription.predicate("partitions", enforced), ScanDescription.predicate("predicate", unenforced),
                ScanDescription.columns(projected));
    }
}

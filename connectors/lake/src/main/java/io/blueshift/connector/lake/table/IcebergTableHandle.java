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
 * @param enforced
 *            what partition pruning answers completely: the engine does not check it again
 * @param unenforced
 *            what prunes files and row groups, and is checked again by the engine
 */
public record IcebergTableHandle(@JsonProperty("name") SchemaTableName name,
        @JsonProperty("snapshot") OptionalLong snapshot,
        @JsonProperty("enforced") TupleDomain<LakeColumnHandle> enforced,
        @JsonProperty("unenforced") TupleDomain<LakeColumnHandle> unenforced,
        @JsonProperty("projected") Optional<Set<LakeColumnHandle>> projected)
        implements
            LakeTableHandle {
    public IcebergTableHandle {
        requireNonNull(name, "name is null");
        requireNonNull(snapshot, "snapshot is null");
        projected = projected.map(Set::copyOf);
    }

    @Override
    public IcebergTableHandle withProjected(Set<LakeColumnHandle> columns) {
        return new IcebergTableHandle(name, snapshot, enforced, unenforced, Optional.of(columns));
    }
}

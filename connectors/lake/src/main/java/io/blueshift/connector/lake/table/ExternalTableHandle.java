package io.blueshift.connector.lake.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.SchemaTableName;

import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/** A table over files that were there before it. */
public record ExternalTableHandle(@JsonProperty("name") SchemaTableName name,
        @JsonProperty("projected") Optional<Set<LakeColumnHandle>> projected)
        implements
            LakeTableHandle {
    public ExternalTableHandle {
        requireNonNull(name, "name is null");
        projected = projected.map(Set::copyOf);
    }

    @Override
    public ExternalTableHandle withProjected(Set<LakeColumnHandle> columns) {
        return new ExternalTableHandle(name, Optional.of(columns));
    }
}

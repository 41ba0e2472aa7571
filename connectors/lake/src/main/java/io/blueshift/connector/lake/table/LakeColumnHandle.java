package io.blueshift.connector.lake.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A top-level column of a lake table.
 *
 * @param name
 *            as SQL sees it
 * @param ids
 *            present for Iceberg columns, empty for external tables, whose columns are found by name
 * @param partition
 *            whether the value comes from the file's partition (external tables: from its path) and not from its contents
 */
public record LakeColumnHandle(@JsonProperty("name") String name, @JsonProperty("type") Type type,
        @JsonProperty("ids") Optional<FieldIds> ids, @JsonProperty("partition") boolean partition)
        implements
            ColumnHandle {
    public LakeColumnHandle {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(ids, "ids is null");
    }

    @Override
    public String toString() {
        return name;
    }
}

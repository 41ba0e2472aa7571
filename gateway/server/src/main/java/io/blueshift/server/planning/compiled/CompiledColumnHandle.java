package io.blueshift.server.planning.compiled;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.ColumnHandle;

/**
 * A column that the executor's plan delivers, by its position in the root's output.
 */
public record CompiledColumnHandle(@JsonProperty("channel") int channel, @JsonProperty("name") String name)
        implements
            ColumnHandle {
    @Override
    public String toString() {
        return name;
    }
}

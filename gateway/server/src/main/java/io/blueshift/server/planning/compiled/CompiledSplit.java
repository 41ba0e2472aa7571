package io.blueshift.server.planning.compiled;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.ConnectorSplit;

/**
 * One thread's share of an execution. Trino's scheduler turns each split into a driver; they divide the source's splits
 * among themselves while they run.
 */
public record CompiledSplit(@JsonProperty("execution") String execution, @JsonProperty("worker") int worker)
        implements
            ConnectorSplit {
    @Override
    public long getRetainedSizeInBytes() {
        return 64L + execution.length();
    }
}

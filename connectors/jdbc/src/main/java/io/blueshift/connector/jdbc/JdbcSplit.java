package io.blueshift.connector.jdbc;

import io.trino.spi.connector.ConnectorSplit;

import static io.airlift.slice.SizeOf.instanceSize;

/** The whole of a scan. Where parts are read in parallel, they will differ in a component of this record. */
public record JdbcSplit() implements ConnectorSplit {
    private static final int INSTANCE_SIZE = instanceSize(JdbcSplit.class);

    @Override
    public long getRetainedSizeInBytes() {
        return INSTANCE_SIZE;
    }
}

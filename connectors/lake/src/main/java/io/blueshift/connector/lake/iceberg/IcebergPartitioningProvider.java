package io.blueshift.connector.lake.iceberg;

import io.trino.spi.Page;
import io.trino.spi.connector.BucketFunction;
import io.trino.spi.connector.ConnectorNodePartitioningProvider;
import io.trino.spi.connector.ConnectorPartitioningHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.type.Type;

import java.util.List;

/** Deals rows out to writers by the Iceberg partition they belong to. */
public final class IcebergPartitioningProvider implements ConnectorNodePartitioningProvider {
    @Override
    public BucketFunction getBucketFunction(ConnectorTransactionHandle transaction, ConnectorSession session,
            ConnectorPartitioningHandle handle, List<Type> types, int bucketCount) {
        IcebergPartitioner partitioner = ((IcebergWriteLayout) handle).partitioner();
        return new BucketFunction() {
            @Override
            public int getBucket(Page page, int position) {
                return Math.floorMod(partitioner.key(page, position).hashCode(), bucketCount);
            }
        };
    }
}

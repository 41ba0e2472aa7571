package io.blueshift.server.planning.scan;

import io.trino.Session;
import io.trino.metadata.Split;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.EmptyPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.type.Type;
import io.trino.split.EmptySplit;
import io.trino.split.PageSourceProvider;

import java.util.List;
import java.util.Optional;

/**
 * What the readers of one scan have in common.
 */
record SharedScan(Session session, TrinoScanTarget target, List<Type> types,
        Optional<ConnectorTableCredentials> credentials,
        PageSourceProvider pageSources, DynamicFilter dynamicFilter, SplitQueue splits, ScanCounter counter) {
    ConnectorPageSource open(Split split, MemoryContext memory) {
        if (split.getConnectorSplit() instanceof EmptySplit) {
            return new EmptyPageSource();
        }
        return pageSources.createPageSource(session, split, target.table(), credentials, target.columns(),
                dynamicFilter, memory);
    }
}

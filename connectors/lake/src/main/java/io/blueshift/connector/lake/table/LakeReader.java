package io.blueshift.connector.lake.table;

import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.DynamicFilter;

import java.util.List;

/** Reads the splits of one family of tables; works without a transaction, so on any node. Thread-safe. */
public interface LakeReader {
    /** Reads one piece; the pages hold exactly the given columns, in their order. */
    ConnectorPageSource open(ConnectorSession session, LakeSplit split, LakeTableHandle table,
            List<LakeColumnHandle> columns, DynamicFilter dynamicFilter);
}

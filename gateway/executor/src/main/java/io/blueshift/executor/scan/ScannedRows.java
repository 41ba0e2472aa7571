package io.blueshift.executor.scan;

import io.trino.spi.connector.ConnectorTableHandle;

/** A connector's table handle that may differ from another though both stand for the same rows. */
public interface ScannedRows {
    /** A handle by which the rows can be read, equal for all that stand for them, whatever columns of them are read. */
    ConnectorTableHandle rows();
}

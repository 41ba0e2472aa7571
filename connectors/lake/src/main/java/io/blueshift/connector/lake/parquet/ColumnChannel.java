package io.blueshift.connector.lake.parquet;

import io.trino.spi.block.Block;

/** Where a channel of the pages comes from. */
sealed interface ColumnChannel {
    /** A channel of the reader's pages, its values as they are. */
    record Stored(int readerChannel) implements ColumnChannel {}

    /** A channel of the reader's pages, each value adapted. */
    record Adapted(int readerChannel, ValueAdapter adapter) implements ColumnChannel {}

    /** A column that the file does not have: one NULL, to be repeated. */
    record Missing(Block nullValue) implements ColumnChannel {}
}

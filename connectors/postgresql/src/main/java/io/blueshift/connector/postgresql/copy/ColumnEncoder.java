package io.blueshift.connector.postgresql.copy;

import io.trino.spi.block.Block;

/** Writes values of one column in the form in which the server's type receives them. Stateless. */
@FunctionalInterface
interface ColumnEncoder {
    /** Writes the length of a value, which is not NULL, in bytes, and these. */
    void encode(Block block, int position, CopyBuffer output);
}

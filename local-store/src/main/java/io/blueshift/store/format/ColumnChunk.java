package io.blueshift.store.format;

import java.util.List;

/**
 * The blocks of one column in a segment, in row order.
 *
 * @param typeId the type the blocks were written with, as Trino's type manager reads it
 * @param shared what has to be read before any of the blocks
 * @param filters a Bloom filter per block
 */
public record ColumnChunk(int columnId, String typeId, PartEntry shared, PartEntry filters,
        List<BlockEntry> blocks) {
    public ColumnChunk {
        blocks = List.copyOf(blocks);
    }
}

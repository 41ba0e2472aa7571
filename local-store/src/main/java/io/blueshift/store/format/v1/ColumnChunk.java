package io.blueshift.store.format.v1;

import java.util.List;

/**
 * The blocks of one column in a segment, in row order.
 *
 * @param typeId the type the blocks were written with, as Trino's type manager reads it
 */
public record ColumnChunk(int columnId, String typeId, List<BlockEntry> blocks) {
    public ColumnChunk {
        blocks = List.copyOf(blocks);
    }
}

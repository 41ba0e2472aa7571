package io.blueshift.store.scan;

import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ValueBlock;

import java.util.Optional;

/**
 * Where a row is within one version of a table, as a BIGINT: the index of its segment among the version's segments, and
 * its position in the segment.
 *
 * <pre>
 *   63      32 31       0
 *   | segment | position |
 * </pre>
 */
public final class RowIds {
    private RowIds() {}

    public static int segment(long rowId) {
        return (int) (rowId >>> Integer.SIZE);
    }

    public static int position(long rowId) {
        return (int) rowId;
    }

    /** The ids of consecutive rows. */
    static ValueBlock consecutive(int segment, int firstPosition, int rows) {
        long[] ids = new long[rows];
        long first = (long) segment << Integer.SIZE | firstPosition;
        for (int i = 0; i < rows; i++) {
            ids[i] = first + i;
        }
        return new LongArrayBlock(rows, Optional.empty(), ids);
    }
}

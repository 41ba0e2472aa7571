package io.blueshift.executor.scan;

import io.trino.spi.block.Block;

import java.util.Optional;

/**
 * Some stored rows of which some are wanted: those that the pushed predicate lets pass and that are not deleted. Nothing
 * of a column is read before it is asked for. Valid until the next batch is taken; for one thread.
 */
public interface ScanBatch {
    /** Columns, in the order in which the scan named them. */
    int channels();

    /** Stored rows, wanted or not. */
    int rows();

    /** The wanted rows, ascending; absent if all are. */
    Optional<int[]> selected();

    /** How many rows are wanted; never zero. */
    default int selectedCount() {
        return selected().map(positions -> positions.length).orElse(rows());
    }

    /** The same stored rows with all of them wanted: for who picks the selected ones later, from columns read as a whole. */
    ScanBatch unselected();

    /** A column as it is stored, with a value for every row, wanted or not. */
    EncodedColumn encoded(int channel);

    /** The values of a column in the wanted rows; dictionaries and runs stay such. */
    Block block(int channel);

    /**
     * The values of an integer column (of the types whose values Trino holds in 1, 2, 4 or 8 bytes) in the wanted rows, to
     * the front of an array that the caller keeps using.
     *
     * @return bit set = not NULL, least significant first; absent if there is no NULL. Of a NULL the array has some number
     */
    Optional<long[]> longs(int channel, long[] target);

    /** The values of a column in {@code count} of the stored rows, ascending, from {@code offset} of the array. */
    Block block(int channel, int[] rows, int offset, int count);
}

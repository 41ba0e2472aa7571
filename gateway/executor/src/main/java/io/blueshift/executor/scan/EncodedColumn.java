package io.blueshift.executor.scan;

import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The values of one column for all rows of a batch, as the source keeps them, for code that can work on that form. What
 * has no form of its own here comes decoded. Immutable; the arrays inside must not be written to.
 */
public sealed interface EncodedColumn {
    /** Rows of the batch. */
    int rows();

    /** The same value, or NULL, in every row; {@code value} has one position. */
    record Constant(int rows, ValueBlock value) implements EncodedColumn {}

    /**
     * Runs of equal values.
     *
     * @param ends row behind each run, ascending; the last is {@code rows}
     * @param values one per run, some may be NULL
     */
    record Runs(int rows, int[] ends, ValueBlock values) implements EncodedColumn {}

    /**
     * Entries of a dictionary: the entry of a row is {@code reference + codes.get(row)}.
     *
     * @param dictionary the same object as long as the dictionary is the same
     * @param ordered whether the order of the entries is SQL's order of the values
     * @param nullEntry the entry that is NULL
     */
    record Codes(BitPacked codes, int reference, ValueBlock dictionary, boolean ordered, OptionalInt nullEntry)
            implements
                EncodedColumn {
        @Override
        public int rows() {
            return codes.rows();
        }
    }

    /**
     * Integers: the value of a row is {@code reference + multiplier * offsets.get(row)}, in wrapping arithmetic. The row of
     * a NULL has some number.
     *
     * @param validity bit set = not NULL, least significant first; absent if there is no NULL
     */
    record Integers(Optional<long[]> validity, BitPacked offsets, long reference, long multiplier)
            implements
                EncodedColumn {
        @Override
        public int rows() {
            return offsets.rows();
        }
    }

    /** Values with no other form than a block's. */
    record Decoded(Block block) implements EncodedColumn {
        @Override
        public int rows() {
            return block.getPositionCount();
        }
    }

    /**
     * Unsigned integers of one width without gaps: the one of a row is the bits {@code [row*width, (row+1)*width)} from
     * {@code start}, least significant first. The array is at least 8 bytes longer than the last of them.
     *
     * @param width 0..57 or 64
     */
    record BitPacked(byte[] bytes, int start, int rows, int width) {}
}

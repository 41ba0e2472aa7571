package io.blueshift.executor.runtime.join;

import io.airlift.slice.XxHash64;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

/**
 * Finds out whether a column of text has few different values, and numbers them: whoever joins then passes on numbers
 * instead of copies, and an aggregation behind it groups by them. Gives up as soon as there are many. For one thread.
 */
final class TextDictionary {
    private static final int VALUES_MAX = 1 << 12;
    /** With fewer rows for each value, the numbers do not pay. */
    private static final int ROWS_PER_VALUE_MIN = 4;

    private final List<VariableWidthBlock> pieces;
    private final int rows;
    // Of each value where it was seen first, and its hash
    private final VariableWidthBlock[] firstPieces;
    private final int[] firstPositions;
    private final long[] hashes;
    /** The number of the value, plus one; zero if the slot is free. */
    private final short[] slots;
    private int values;

    private TextDictionary(List<ValueBlock> pieces, int rows) {
        this.pieces = pieces.stream().map(VariableWidthBlock.class::cast).toList();
        this.rows = rows;
        int capacity = Math.min(VALUES_MAX, rows / ROWS_PER_VALUE_MIN) + 1;
        this.firstPieces = new VariableWidthBlock[capacity];
        this.firstPositions = new int[capacity];
        this.hashes = new long[capacity];
        this.slots = new short[Integer.highestOneBit(capacity) << 2];
    }

    /** The column as numbers; empty if it is no text, or if its values are many. */
    static Optional<BuildColumn.Blocks> column(Type type, List<ValueBlock> pieces, int rows) {
        return pieces.stream().allMatch(VariableWidthBlock.class::isInstance)
                ? new TextDictionary(pieces, rows).column(type)
                : Optional.empty();
    }

    private Optional<BuildColumn.Blocks> column(Type type) {
        int[] codes = new int[rows];
        int row = 0;
        for (VariableWidthBlock piece : pieces) {
            for (int position = 0; position < piece.getPositionCount(); position++) {
                codes[row] = piece.isNull(position) ? -1 : number(piece, position);
                row++;
                if (values == hashes.length) {
                    return Optional.empty();
                }
            }
        }
        replaceNulls(codes);
        return Optional.of(new BuildColumn.Blocks(type, new ValueBlock[]{block(type)}, 31, values, Optional.of(codes)));
    }

    private int number(VariableWidthBlock piece, int position) {
        int offset = piece.getRawSliceOffset(position);
        int length = piece.getSliceLength(position);
        long hash = XxHash64.hash(0, piece.getRawSlice(), offset, length);
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        for (int entry; (entry = slots[slot]) != 0; slot = slot + 1 & mask) {
            if (hashes[entry - 1] == hash && isValue(entry - 1, piece, offset, length)) {
                return entry - 1;
            }
        }
        firstPieces[values] = piece;
        firstPositions[values] = position;
        hashes[values] = hash;
        slots[slot] = (short) ++values;
        return values - 1;
    }

    private boolean isValue(int number, VariableWidthBlock piece, int offset, int length) {
        VariableWidthBlock first = firstPieces[number];
        int position = firstPositions[number];
        return first.getSliceLength(position) == length && first.getRawSlice()
                .equals(first.getRawSliceOffset(position), length, piece.getRawSlice(), offset, length);
    }

    /** NULL stands behind the last value. */
    private void replaceNulls(int[] codes) {
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codes[i] < 0 ? values : codes[i];
        }
    }

    private ValueBlock block(Type type) {
        BlockBuilder builder = type.createBlockBuilder(null, values + 1);
        for (int i = 0; i < values; i++) {
            builder.append(firstPieces[i], firstPositions[i]);
        }
        builder.appendNull();
        return builder.buildValueBlock();
    }
}

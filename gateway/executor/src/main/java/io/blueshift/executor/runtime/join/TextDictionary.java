package io.blueshift.executor.runtime.join;

import io.blueshift.executor.runtime.text.TextPool;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

/**
 * Finds out whether a column of text has few different values, and numbers them: whoever joins then passes on numbers
 * instead of copies, and an aggregation behind it groups by them. Gives up as soon as there are many.
 */
final class TextDictionary {
    private static final int VALUES_MAX = 1 << 12;
    /** With fewer rows for each value, the numbers do not pay. */
    private static final int ROWS_PER_VALUE_MIN = 4;

    /** Longer texts are not copied to find out. */
    private static final int TEXT_BYTES_MAX = 1 << 10;

    private TextDictionary() {}

    /** The column as numbers; empty if it is no text, or if its values are many. */
    static Optional<BuildColumn.Blocks> column(Type type, List<ValueBlock> pieces, int rows) {
        if (pieces.isEmpty() || !pieces.stream().allMatch(VariableWidthBlock.class::isInstance)) {
            return Optional.empty();
        }
        int valuesMax = Math.min(VALUES_MAX, rows / ROWS_PER_VALUE_MIN);
        TextPool values = new TextPool();
        int[] codes = new int[rows];
        int row = 0;
        for (ValueBlock piece : pieces) {
            for (int position = 0; position < piece.getPositionCount(); position++) {
                VariableWidthBlock texts = (VariableWidthBlock) piece;
                if (texts.getSliceLength(position) > TEXT_BYTES_MAX || values.count() > valuesMax) {
                    return Optional.empty();
                }
                codes[row++] = texts.isNull(position) ? -1 : number(values, texts, position);
            }
        }
        if (values.count() > valuesMax) {
            return Optional.empty();
        }
        replaceNulls(codes, values.count());
        return Optional.of(new BuildColumn.Blocks(type, new ValueBlock[]{block(type, values)}, 31, values.count(),
                Optional.of(codes)));
    }

    private static int number(TextPool values, VariableWidthBlock piece, int position) {
        int offset = piece.getRawSliceOffset(position);
        int length = piece.getSliceLength(position);
        return values.find(piece.getRawSlice(), offset, length, TextPool.hash(piece.getRawSlice(), offset, length));
    }

    /** NULL stands behind the last value. */
    private static void replaceNulls(int[] codes, int values) {
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codes[i] < 0 ? values : codes[i];
        }
    }

    private static ValueBlock block(Type type, TextPool values) {
        VariableWidthBlockBuilder builder = (VariableWidthBlockBuilder) type.createBlockBuilder(null,
                values.count() + 1);
        for (int i = 0; i < values.count(); i++) {
            builder.writeEntry(values.bytes(), values.start(i), values.length(i));
        }
        builder.appendNull();
        return builder.buildValueBlock();
    }
}

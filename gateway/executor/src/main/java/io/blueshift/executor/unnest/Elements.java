package io.blueshift.executor.unnest;

import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.ColumnarArray;
import io.trino.spi.block.ColumnarMap;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import static io.blueshift.executor.ir.Unnest.elementTypes;

/**
 * The elements of one column of arrays or maps, in columns of their own. Of a NULL, and of a row that has fewer, there are
 * none. For one thread.
 */
final class Elements {
    private final int[] offsets;
    private final int[] lengths;
    private final List<Column> columns;
    /** Elements that are rows, whose fields are the columns: of a NULL all are NULL. */
    private final Optional<Block> rowElements;

    private Elements(int[] offsets, int[] lengths, List<Column> columns, Optional<Block> rowElements) {
        this.offsets = offsets;
        this.lengths = lengths;
        this.columns = columns;
        this.rowElements = rowElements;
    }

    static Elements of(Vector collections) {
        int count = collections.positions();
        Type type = collections.type();
        if (type instanceof MapType) {
            ColumnarMap maps = ColumnarMap.toColumnarMap(collections.block());
            return new Elements(IntStream.range(0, count).map(maps::getOffset).toArray(),
                    IntStream.range(0, count).map(maps::getEntryCount).toArray(),
                    columns(type, List.of(maps.getKeysBlock(), maps.getValuesBlock())), Optional.empty());
        }
        ColumnarArray arrays = ColumnarArray.toColumnarArray(collections.block());
        Block elements = arrays.getElementsBlock();
        boolean ofRows = ((ArrayType) type).getElementType() instanceof RowType;
        return new Elements(IntStream.range(0, count).map(arrays::getOffset).toArray(),
                IntStream.range(0, count).map(arrays::getLength).toArray(),
                columns(type, ofRows ? RowBlock.getRowFieldsFromBlock(elements) : List.of(elements)),
                ofRows ? Optional.of(elements) : Optional.empty());
    }

    private static List<Column> columns(Type collection, List<Block> blocks) {
        List<Type> types = elementTypes(collection);
        return IntStream.range(0, types.size()).mapToObj(i -> new Column(Vector.of(types.get(i), blocks.get(i))))
                .toList();
    }

    int length(int row) {
        return lengths[row];
    }

    /** Element numbers from zero, each of the row beside it; NULL where the row has none of that number. */
    List<Vector> of(int[] rows, int[] numbers, int count) {
        int[] positions = new int[count];
        boolean all = true;
        for (int i = 0; i < count; i++) {
            int position = offsets[rows[i]] + numbers[i];
            boolean exists = numbers[i] < lengths[rows[i]]
                    && (rowElements.isEmpty() || !rowElements.get().isNull(position));
            positions[i] = exists ? position : -1;
            all &= exists;
        }
        boolean complete = all;
        return columns.stream().map(column -> column.pick(positions, complete)).toList();
    }

    private static final class Column {
        private final Vector values;
        /** Made once for all output, as it is a copy. */
        private Optional<ValueBlock> withNull = Optional.empty();

        private Column(Vector values) {
            this.values = values;
        }

        /** @param complete whether no position is -1, which stands for NULL */
        private Vector pick(int[] positions, boolean complete) {
            if (LongForm.exists(values.type())) {
                return pickLongs(positions);
            }
            if (complete) {
                return Vector.of(values.type(), values.block().getPositions(positions, 0, positions.length));
            }
            if (withNull.isEmpty()) {
                withNull = Optional.of(values.block().getUnderlyingValueBlock().copyWithAppendedNull());
            }
            int[] ids = new int[positions.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = positions[i] < 0
                        ? withNull.get().getPositionCount() - 1
                        : values.block().getUnderlyingValuePosition(positions[i]);
            }
            return Vector.of(values.type(), DictionaryBlock.create(ids.length, withNull.get(), ids));
        }

        private Vector pickLongs(int[] positions) {
            int count = positions.length;
            long[] from = values.longs();
            long[] picked = new long[count];
            long[] validity = new long[Bitmap.wordsForBits(count)];
            boolean anyNull = false;
            for (int i = 0; i < count; i++) {
                if (positions[i] < 0 || values.isNull(positions[i])) {
                    anyNull = true;
                } else {
                    picked[i] = from[positions[i]];
                    Bitmap.set(validity, 0, i);
                }
            }
            return Vector.ofLongs(values.type(), count, picked,
                    anyNull ? Optional.of(validity) : Optional.empty());
        }
    }
}

package io.blueshift.store.widening;

import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.MapBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which types with types inside are wider than which. The place of a field says which field it is: a name may be another
 * by now, and fields that came later are behind the others.
 */
final class NestedRules {
    private NestedRules() {}

    static Optional<Widening> between(Type from, Type to) {
        return switch (from) {
            case ArrayType narrow when to instanceof ArrayType wide -> ofArray(narrow, wide);
            case MapType narrow when to instanceof MapType wide -> ofMap(narrow, wide);
            case RowType narrow when to instanceof RowType wide -> ofRow(narrow, wide);
            default -> Optional.empty();
        };
    }

    private static Optional<Widening> nested(Type from, Type to, UnaryOperator<ValueBlock> values) {
        return Optional.of(new Widening(to, false, from, Optional.empty(), Optional.of(values)));
    }

    private static Optional<Widening> ofArray(ArrayType from, ArrayType to) {
        return Widening.between(from.getElementType(), to.getElementType())
                .flatMap(elements -> nested(from, to, block -> {
                    ArrayBlock arrays = (ArrayBlock) block;
                    return arrays.createProjection(elements.apply(arrays.getElementsBlock()));
                }));
    }

    private static Optional<Widening> ofMap(MapType from, MapType to) {
        Optional<Widening> keys = Widening.between(from.getKeyType(), to.getKeyType());
        Optional<Widening> values = Widening.between(from.getValueType(), to.getValueType());
        if (keys.isEmpty() || values.isEmpty()) {
            return Optional.empty();
        }
        return nested(from, to, block -> convert((MapBlock) block, keys.get(), values.get(), to));
    }

    private static MapBlock convert(MapBlock maps, Widening keys, Widening values, MapType to) {
        int[] offsets = new int[maps.getPositionCount() + 1];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = maps.getRawOffsets()[maps.getOffsetBase() + i] - maps.getRawOffsets()[maps.getOffsetBase()];
        }
        return MapBlock.fromKeyValueBlock(
                validity(maps),
                offsets,
                keys.apply(maps.getKeyBlock()),
                values.apply(maps.getValueBlock()),
                to);
    }

    private static Optional<long[]> validity(MapBlock maps) {
        return maps.getValidityBitmap().map(bitmap -> {
            long[] words = Bitmap.allocateWords(maps.getPositionCount(), false);
            Bitmap.copyBits(bitmap.getRawWords(), bitmap.getRawBitOffset(), words, 0, maps.getPositionCount());
            return words;
        });
    }

    private static Optional<Widening> ofRow(RowType from, RowType to) {
        List<Type> narrow = from.getFieldTypes();
        List<Type> wide = to.getFieldTypes();
        if (narrow.size() > wide.size()) {
            return Optional.empty();
        }
        List<Widening> fields = new ArrayList<>();
        for (int i = 0; i < narrow.size(); i++) {
            Optional<Widening> field = Widening.between(narrow.get(i), wide.get(i));
            if (field.isEmpty()) {
                return Optional.empty();
            }
            fields.add(field.get());
        }
        return nested(from, to, block -> convert((RowBlock) block, fields, wide));
    }

    private static RowBlock convert(RowBlock rows, List<Widening> fields, List<Type> types) {
        Block[] converted = new Block[types.size()];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = i < fields.size()
                    ? fields.get(i).apply(rows.getFieldBlock(i))
                    : nulls(types.get(i), rows.getPositionCount());
        }
        return rows.createProjection(converted);
    }

    private static Block nulls(Type type, int count) {
        BlockBuilder value = type.createBlockBuilder(null, 1);
        return RunLengthEncodedBlock.create(value.appendNull().buildValueBlock(), count);
    }
}

package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.block.MapBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariantBlock;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

import static io.trino.spi.type.VarbinaryType.VARBINARY;

/**
 * The plain form of values that contain values. Their children are self-contained blocks with encodings of their own choice.
 *
 * <pre>
 *   ARRAY    lengths (bit-packed, 0 for NULL), block of all elements
 *   MAP      lengths (bit-packed, 0 for NULL), block of all keys, block of all values
 *   ROW      one block per field, NULL where the row is
 *   VARIANT  block of metadata, block of values, both VARBINARY, NULL where the variant is
 * </pre>
 */
final class NestedValues {
    private NestedValues() {}

    static void encode(Type type, ValueBlock block, ByteWriter out) {
        switch (block) {
            case ArrayBlock arrays -> {
                writeLengths(arrays.getRawOffsets(), arrays.getOffsetBase(), arrays.getPositionCount(), out);
                Encodings.write(((ArrayType) type).getElementType(), arrays.getElementsBlock(), out);
            }
            case MapBlock maps -> {
                writeLengths(maps.getRawOffsets(), maps.getOffsetBase(), maps.getPositionCount(), out);
                Encodings.write(((MapType) type).getKeyType(), maps.getKeyBlock(), out);
                Encodings.write(((MapType) type).getValueType(), maps.getValueBlock(), out);
            }
            case RowBlock rows -> {
                List<Block> fields = rows.getFieldBlocks();
                List<Type> types = ((RowType) type).getFieldTypes();
                for (int i = 0; i < types.size(); i++) {
                    Encodings.write(types.get(i), fields.get(i), out);
                }
            }
            case VariantBlock variants -> {
                Encodings.write(VARBINARY, variants.getMetadata(), out);
                Encodings.write(VARBINARY, variants.getValues(), out);
            }
            default -> throw new IllegalArgumentException("not nested: " + block.getClass().getSimpleName());
        }
    }

    private static void writeLengths(int[] offsets, int base, int positions, ByteWriter out) {
        long[] lengths = new long[positions];
        for (int i = 0; i < positions; i++) {
            lengths[i] = offsets[base + i + 1] - offsets[base + i];
        }
        BitPacking.write(out, lengths, positions);
    }

    static ValueBlock decode(Type type, int positions, Optional<long[]> validity, ByteReader in) {
        return switch (Storage.of(type)) {
            case ARRAY -> {
                int[] offsets = PlainEncoder.offsets(BitPacking.read(in, positions).ints());
                Block elements = Encodings.read(((ArrayType) type).getElementType(), offsets[positions], in);
                yield ArrayBlock.fromElementBlock(positions, validity, offsets, elements);
            }
            case MAP -> {
                MapType map = (MapType) type;
                int[] offsets = PlainEncoder.offsets(BitPacking.read(in, positions).ints());
                Block keys = Encodings.read(map.getKeyType(), offsets[positions], in);
                Block values = Encodings.read(map.getValueType(), offsets[positions], in);
                yield MapBlock.fromKeyValueBlock(validity, offsets, keys, values, map);
            }
            case ROW -> {
                List<Type> types = ((RowType) type).getFieldTypes();
                Block[] fields = new Block[types.size()];
                for (int i = 0; i < fields.length; i++) {
                    fields[i] = Encodings.read(types.get(i), positions, in);
                }
                yield RowBlock.fromNotNullSuppressedFieldBlocks(positions, validity, fields);
            }
            case VARIANT -> {
                Block metadata = Encodings.read(VARBINARY, positions, in);
                yield VariantBlock.create(positions, metadata, Encodings.read(VARBINARY, positions, in), validity);
            }
            case BYTE, SHORT, INT, LONG, INT128, FIXED12, VARIABLE -> throw new IllegalArgumentException(
                    "not nested: " + type);
        };
    }
}

package io.blueshift.store.encoding;

import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.Fixed12Block;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.MapBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.block.VariantBlock;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.Map;
import java.util.Optional;

/**
 * The shape in which Trino keeps a type's values in memory. Everything the store does with values depends on this, not
 * on the SQL type, so that a type it has never heard of is stored exactly as long as it uses one of these.
 */
public enum Storage {
    BYTE(1), SHORT(2), INT(4), LONG(8), INT128(16), FIXED12(12), VARIABLE(0), ARRAY(0), MAP(0), ROW(0), VARIANT(0);

    private static final Map<Class<?>, Storage> BY_BLOCK = Map.ofEntries(
            Map.entry(ByteArrayBlock.class, BYTE),
            Map.entry(ShortArrayBlock.class, SHORT),
            Map.entry(IntArrayBlock.class, INT),
            Map.entry(LongArrayBlock.class, LONG),
            Map.entry(Int128ArrayBlock.class, INT128),
            Map.entry(Fixed12Block.class, FIXED12),
            Map.entry(VariableWidthBlock.class, VARIABLE),
            Map.entry(ArrayBlock.class, ARRAY),
            Map.entry(MapBlock.class, MAP),
            Map.entry(RowBlock.class, ROW),
            Map.entry(VariantBlock.class, VARIANT));

    private final int width;

    Storage(int width) {
        this.width = width;
    }

    /** Bytes per value, 0 where values have no fixed width. */
    public int width() {
        return width;
    }

    /** Whether values are plain integers of at most 64 bits. */
    public boolean isInteger() {
        return this == BYTE || this == SHORT || this == INT || this == LONG;
    }

    /** Whether values contain values. */
    public boolean isNested() {
        return this == ARRAY || this == MAP || this == ROW || this == VARIANT;
    }

    /** Empty for a type whose values live in a block the store does not know (function types, for one). */
    public static Optional<Storage> find(Type type) {
        return Optional.ofNullable(BY_BLOCK.get(type.getValueBlockType())).filter(_ -> childrenKnown(type));
    }

    private static boolean childrenKnown(Type type) {
        return switch (type) {
            case ArrayType array -> find(array.getElementType()).isPresent();
            case MapType map -> find(map.getKeyType()).isPresent() && find(map.getValueType()).isPresent();
            case RowType row -> row.getFieldTypes().stream().allMatch(field -> find(field).isPresent());
            default -> true;
        };
    }

    /** The storage of a type that is known to have one. */
    public static Storage of(Type type) {
        return find(type).orElseThrow(() -> new IllegalArgumentException("no storage for type " + type));
    }
}

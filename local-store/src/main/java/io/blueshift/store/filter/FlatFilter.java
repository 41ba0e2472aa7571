package io.blueshift.store.filter;

import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;

import static java.lang.Float.intBitsToFloat;

/** Filters of values that lie in arrays, decoded. */
final class FlatFilter {
    private FlatFilter() {}

    static long getLong(ValueBlock block, int position) {
        return switch (block) {
            case LongArrayBlock longs -> longs.getLong(position);
            case IntArrayBlock ints -> ints.getInt(position);
            case ShortArrayBlock shorts -> shorts.getShort(position);
            case ByteArrayBlock bytes -> bytes.getByte(position);
            default -> throw new IllegalArgumentException("no integers in " + block);
        };
    }

    static double getDouble(Type type, ValueBlock block, int position) {
        return type instanceof RealType
                ? intBitsToFloat((int) type.getLong(block, position))
                : type.getDouble(block, position);
    }

    /** Integers of any width. */
    static void longs(ValueBlock block, LongTest test, boolean nullAllowed, Selection selection) {
        if (block.mayHaveNull()) {
            selection.retain(position -> block.isNull(position) ? nullAllowed : test.test(getLong(block, position)));
            return;
        }
        switch (block) {
            case LongArrayBlock longs when test instanceof LongTest.Between(long min, long max) -> between(
                    longs.getRawValues(), longs.getRawValuesOffset(), min, max, selection);
            case IntArrayBlock ints when test instanceof LongTest.Between(long min, long max) -> between(
                    ints.getRawValues(), ints.getRawValuesOffset(), min, max, selection);
            case LongArrayBlock longs when longs.getRawValuesOffset() == 0 -> selection.keep(test.keep(
                    longs.getRawValues(), selection.positions(), selection.count(), selection.target()));
            default -> selection.retain(position -> test.test(getLong(block, position)));
        }
    }

    private static void between(long[] values, int offset, long min, long max, Selection selection) {
        int[] from = selection.positions();
        int[] to = selection.target();
        int count = selection.count();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int position = from[i];
            long value = values[offset + position];
            to[kept] = position;
            kept += value >= min && value <= max ? 1 : 0;
        }
        selection.keep(kept);
    }

    private static void between(int[] values, int offset, long min, long max, Selection selection) {
        int[] from = selection.positions();
        int[] to = selection.target();
        int count = selection.count();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int position = from[i];
            long value = values[offset + position];
            to[kept] = position;
            kept += value >= min && value <= max ? 1 : 0;
        }
        selection.keep(kept);
    }
}

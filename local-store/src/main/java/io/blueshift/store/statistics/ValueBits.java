package io.blueshift.store.statistics;

import io.airlift.slice.Slice;
import io.airlift.slice.XxHash64;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.Fixed12Block;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;

import java.util.Arrays;

/** The values of a block as 64 bits each, NULLs left out: equal values have equal bits. */
final class ValueBits {
    private ValueBits() {}

    static long[] of(ValueBlock block, int position, int count) {
        long[] bits = bits(block, position, count);
        if (!block.mayHaveNull()) {
            return bits;
        }
        int values = 0;
        for (int i = 0; i < count; i++) {
            bits[values] = bits[i];
            values += block.isNull(position + i) ? 0 : 1;
        }
        return Arrays.copyOf(bits, values);
    }

    private static long[] bits(ValueBlock block, int position, int count) {
        long[] bits = new long[count];
        switch (block) {
            case LongArrayBlock longs -> System
                    .arraycopy(longs.getRawValues(), longs.getRawValuesOffset() + position, bits, 0, count);
            case IntArrayBlock ints -> {
                int[] raw = ints.getRawValues();
                int offset = ints.getRawValuesOffset() + position;
                for (int i = 0; i < count; i++) {
                    bits[i] = raw[offset + i];
                }
            }
            case ShortArrayBlock shorts -> {
                for (int i = 0; i < count; i++) {
                    bits[i] = shorts.getShort(position + i);
                }
            }
            case ByteArrayBlock bytes -> {
                for (int i = 0; i < count; i++) {
                    bits[i] = bytes.getByte(position + i);
                }
            }
            case Int128ArrayBlock wide -> {
                for (int i = 0; i < count; i++) {
                    // Most are small, and a small one should have the bits of the same BIGINT
                    long low = wide.getInt128Low(position + i);
                    long high = wide.getInt128High(position + i);
                    bits[i] = high == low >> 63 ? low : XxHash64.hash(high, low);
                }
            }
            case Fixed12Block twelve -> {
                for (int i = 0; i < count; i++) {
                    bits[i] = XxHash64
                            .hash(twelve.getFixed12Second(position + i), twelve.getFixed12First(position + i));
                }
            }
            case VariableWidthBlock texts -> {
                Slice raw = texts.getRawSlice();
                for (int i = 0; i < count; i++) {
                    bits[i] = XxHash64
                            .hash(0, raw, texts.getRawSliceOffset(position + i), texts.getSliceLength(position + i));
                }
            }
            default -> throw new IllegalArgumentException("values of " + block.getClass().getSimpleName());
        }
        return bits;
    }
}

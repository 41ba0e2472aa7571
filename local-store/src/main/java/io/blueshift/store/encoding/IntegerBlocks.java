package io.blueshift.store.encoding;

import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.block.ValueBlock;

import java.util.Arrays;
import java.util.Optional;

/** Trino blocks around arrays of integers. The arrays belong to the block afterwards. */
public final class IntegerBlocks {
    private IntegerBlocks() {}

    /** For storages of up to four bytes. */
    static ValueBlock ofInts(Storage storage, Optional<long[]> validity, int[] values) {
        return switch (storage) {
            case INT -> new IntArrayBlock(values.length, validity, values);
            case SHORT -> {
                short[] shorts = new short[values.length];
                for (int i = 0; i < shorts.length; i++) {
                    shorts[i] = (short) values[i];
                }
                yield new ShortArrayBlock(values.length, validity, shorts);
            }
            case BYTE -> {
                byte[] bytes = new byte[values.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) values[i];
                }
                yield new ByteArrayBlock(values.length, validity, bytes);
            }
            default -> throw new IllegalArgumentException("ints for " + storage);
        };
    }

    /** For any integer storage and, by sign extension, for INT128. */
    static ValueBlock ofLongs(Storage storage, Optional<long[]> validity, long[] values) {
        return switch (storage) {
            case LONG -> new LongArrayBlock(values.length, validity, values);
            case INT128 -> {
                // The high word first
                long[] words = new long[values.length * 2];
                for (int i = 0; i < values.length; i++) {
                    words[2 * i] = values[i] >> 63;
                    words[2 * i + 1] = values[i];
                }
                yield new Int128ArrayBlock(values.length, validity, words);
            }
            default -> {
                int[] ints = new int[values.length];
                for (int i = 0; i < ints.length; i++) {
                    ints[i] = (int) values[i];
                }
                yield ofInts(storage, validity, ints);
            }
        };
    }

    /** The integers of a block in an array that is only to be read. Of a NULL, it has some number. */
    public static long[] longs(ValueBlock block) {
        int count = block.getPositionCount();
        if (block instanceof LongArrayBlock longs && longs.getRawValuesOffset() == 0) {
            return longs.getRawValues();
        }
        long[] values = new long[count];
        copy(block, values);
        return values;
    }

    /** Copies the integers of a block to the front of an array. Of a NULL, it has some number then. */
    public static void copy(ValueBlock block, long[] target) {
        int count = block.getPositionCount();
        switch (block) {
            case LongArrayBlock longs -> System.arraycopy(longs.getRawValues(), longs.getRawValuesOffset(), target, 0,
                    count);
            case IntArrayBlock ints -> {
                int[] values = ints.getRawValues();
                int offset = ints.getRawValuesOffset();
                for (int i = 0; i < count; i++) {
                    target[i] = values[offset + i];
                }
            }
            case ShortArrayBlock shorts -> {
                short[] values = shorts.getRawValues();
                int offset = shorts.getRawValuesOffset();
                for (int i = 0; i < count; i++) {
                    target[i] = values[offset + i];
                }
            }
            case ByteArrayBlock bytes -> {
                byte[] values = bytes.getRawValues();
                int offset = bytes.getRawValuesOffset();
                for (int i = 0; i < count; i++) {
                    target[i] = values[offset + i];
                }
            }
            default -> throw new IllegalArgumentException("no integers in " + block);
        }
    }

    /** Each value as often as its run says; empty if the block is none of integers, or has NULLs. */
    static Optional<Block> repeat(ValueBlock values, int[] ends, int positions) {
        if (values.hasNull()) {
            return Optional.empty();
        }
        switch (values) {
            case LongArrayBlock longs -> {
                long[] repeated = new long[positions];
                Runs.repeat(longs(longs), ends, repeated);
                return Optional.of(new LongArrayBlock(positions, Optional.empty(), repeated));
            }
            case IntArrayBlock ints -> {
                int[] repeated = new int[positions];
                int first = ints.getRawValuesOffset();
                int[] raw = ints.getRawValues();
                Runs.repeat(first == 0 ? raw : Arrays.copyOfRange(raw, first, first + ends.length), ends, repeated);
                return Optional.of(new IntArrayBlock(positions, Optional.empty(), repeated));
            }
            default -> {
                return Optional.empty();
            }
        }
    }
}

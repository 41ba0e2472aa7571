package io.blueshift.executor.vector;

import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

/**
 * Values of types that Trino keeps in 1, 2, 4 or 8 bytes, as longs: what the block holds, sign-extended. So a BOOLEAN is
 * 0 or 1, a REAL its {@code floatToIntBits}, a DOUBLE its {@code doubleToLongBits}, a short DECIMAL its unscaled value, a
 * TIMESTAMP(6) its microseconds.
 */
public final class LongForm {
    private LongForm() {}

    /** Whether the type's values have this form. */
    public static boolean exists(Type type) {
        Class<? extends ValueBlock> block = type.getValueBlockType();
        return block == LongArrayBlock.class || block == IntArrayBlock.class || block == ShortArrayBlock.class
                || block == ByteArrayBlock.class;
    }

    /** Puts a block's values to the front of an array and returns their validity: bit set = not NULL, absent if there is no NULL. */
    public static Optional<long[]> of(Type type, Block block, long[] target) {
        if (!exists(type)) {
            throw new IllegalArgumentException(type + " has no longs");
        }
        switch (block) {
            case DictionaryBlock coded -> ofDictionary(coded, target);
            case RunLengthEncodedBlock run -> {
                long[] one = new long[1];
                flat(run.getValue(), one);
                Arrays.fill(target, 0, run.getPositionCount(), one[0]);
            }
            case ValueBlock values -> flat(values, target);
        }
        return validity(block);
    }

    private static void ofDictionary(DictionaryBlock block, long[] target) {
        long[] values = new long[block.getDictionary().getPositionCount()];
        flat(block.getDictionary(), values);
        int[] ids = block.getRawIds();
        int offset = block.getRawIdsOffset();
        for (int i = 0; i < block.getPositionCount(); i++) {
            target[i] = values[ids[offset + i]];
        }
    }

    private static void flat(ValueBlock block, long[] target) {
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
            default -> throw new IllegalArgumentException("no longs in " + block);
        }
    }

    private static Optional<long[]> validity(Block block) {
        if (!block.mayHaveNull()) {
            return Optional.empty();
        }
        int count = block.getPositionCount();
        long[] words = new long[Bitmap.wordsForBits(count)];
        boolean anyNull = false;
        for (int i = 0; i < count; i++) {
            if (block.isNull(i)) {
                anyNull = true;
            } else {
                Bitmap.set(words, 0, i);
            }
        }
        return anyNull ? Optional.of(words) : Optional.empty();
    }

    /** The block that holds these longs; an array of 64-bit values is not copied. */
    static Block toBlock(Type type, int positions, long[] longs, Optional<long[]> validity) {
        Class<? extends ValueBlock> block = type.getValueBlockType();
        if (block == LongArrayBlock.class) {
            return new LongArrayBlock(positions, validity, longs);
        }
        if (block == IntArrayBlock.class) {
            int[] values = new int[positions];
            for (int i = 0; i < positions; i++) {
                values[i] = (int) longs[i];
            }
            return new IntArrayBlock(positions, validity, values);
        }
        if (block == ShortArrayBlock.class) {
            short[] values = new short[positions];
            for (int i = 0; i < positions; i++) {
                values[i] = (short) longs[i];
            }
            return new ShortArrayBlock(positions, validity, values);
        }
        byte[] values = new byte[positions];
        for (int i = 0; i < positions; i++) {
            values[i] = (byte) longs[i];
        }
        return new ByteArrayBlock(positions, validity, values);
    }
}

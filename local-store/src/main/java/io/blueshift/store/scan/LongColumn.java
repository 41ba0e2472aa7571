package io.blueshift.store.scan;

import io.blueshift.store.encoding.EncodedBlock;
import io.blueshift.store.encoding.EncodedBlock.PackedIntegers;
import io.blueshift.store.encoding.EncodedBlock.RunLengths;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.block.ValueBlock;

import java.util.Arrays;
import java.util.Optional;

/** Integers from however they are encoded into an array, with no block in between where that is possible. */
final class LongColumn {
    private LongColumn() {}

    /** @return bit set = not NULL; absent if there is no NULL */
    static Optional<long[]> read(EncodedBlock stored, Optional<int[]> selected, long[] target) {
        if (stored instanceof PackedIntegers packed && packed.storage().isInteger()
                && (selected.isEmpty() || packed.validity().isEmpty())) {
            unpack(packed, selected, target);
            return packed.validity();
        }
        if (stored instanceof RunLengths runs && selected.isEmpty() && !runs.values().mayHaveNull()) {
            int start = 0;
            for (int run = 0; run < runs.ends().length; run++) {
                Arrays.fill(target, start, runs.ends()[run], get(runs.values(), run));
                start = runs.ends()[run];
            }
            return Optional.empty();
        }
        Block block = selected.map(rows -> stored.decode(rows, 0, rows.length)).orElseGet(stored::decode);
        copy(block, target);
        return validity(block);
    }

    private static void unpack(PackedIntegers packed, Optional<int[]> selected, long[] target) {
        if (selected.isEmpty()) {
            packed.offsets().unpack(0, packed.positions(), packed.multiplier(), packed.reference(), target);
            return;
        }
        int[] rows = selected.get();
        for (int i = 0; i < rows.length; i++) {
            target[i] = packed.value(rows[i]);
        }
    }

    private static void copy(Block block, long[] target) {
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
            case DictionaryBlock coded -> copy(coded, target);
            case RunLengthEncodedBlock run -> Arrays.fill(target, 0, count, get(run.getValue(), 0));
            case ValueBlock values -> {
                for (int i = 0; i < count; i++) {
                    target[i] = get(values, i);
                }
            }
        }
    }

    private static void copy(DictionaryBlock block, long[] target) {
        ValueBlock dictionary = block.getDictionary();
        long[] values = new long[dictionary.getPositionCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(dictionary, i);
        }
        int[] ids = block.getRawIds();
        int offset = block.getRawIdsOffset();
        for (int i = 0; i < block.getPositionCount(); i++) {
            target[i] = values[ids[offset + i]];
        }
    }

    private static long get(ValueBlock block, int position) {
        if (block.isNull(position)) {
            return 0;
        }
        return switch (block) {
            case LongArrayBlock longs -> longs.getLong(position);
            case IntArrayBlock ints -> ints.getInt(position);
            case ShortArrayBlock shorts -> shorts.getShort(position);
            case ByteArrayBlock bytes -> bytes.getByte(position);
            default -> throw new IllegalArgumentException("no integers in " + block);
        };
    }

    private static Optional<long[]> validity(Block block) {
        if (!block.mayHaveNull()) {
            return Optional.empty();
        }
        long[] words = new long[Bitmap.wordsForBits(block.getPositionCount())];
        for (int i = 0; i < block.getPositionCount(); i++) {
            if (!block.isNull(i)) {
                Bitmap.set(words, 0, i);
            }
        }
        return Optional.of(words);
    }
}

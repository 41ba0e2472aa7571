package io.blueshift.store.scan;

import io.blueshift.store.encoding.EncodedBlock;
import io.blueshift.store.encoding.EncodedBlock.PackedIntegers;
import io.blueshift.store.encoding.EncodedBlock.RunLengths;
import io.blueshift.store.encoding.IntegerBlocks;
import io.blueshift.store.encoding.Runs;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
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
            Runs.repeat(IntegerBlocks.longs(runs.values()), runs.ends(), target);
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
        packed.offsets().gather(rows, 0, rows.length, packed.multiplier(), packed.reference(), target);
    }

    private static void copy(Block block, long[] target) {
        switch (block) {
            case DictionaryBlock coded -> {
                long[] values = IntegerBlocks.longs(coded.getDictionary());
                int[] ids = coded.getRawIds();
                int offset = coded.getRawIdsOffset();
                for (int i = 0; i < coded.getPositionCount(); i++) {
                    target[i] = values[ids[offset + i]];
                }
            }
            case RunLengthEncodedBlock run -> Arrays.fill(target, 0, run.getPositionCount(),
                    IntegerBlocks.longs(run.getValue())[0]);
            case ValueBlock values -> IntegerBlocks.copy(values, target);
        }
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

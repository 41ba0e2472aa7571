package io.blueshift.benchmarks.store;

import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;

/** Sums of integer columns without NULLs, in the tight loops that compiled code would use. */
final class BlockSums {
    private BlockSums() {}

    /** The sum of all values, decimals as their unscaled numbers. */
    static long sum(Block block) {
        return switch (block) {
            case RunLengthEncodedBlock runs -> runs.getPositionCount() * get(runs.getValue(), 0);
            case DictionaryBlock ids -> sum(ids);
            case LongArrayBlock longs ->
                sum(longs.getRawValues(), longs.getRawValuesOffset(), longs.getPositionCount());
            case IntArrayBlock ints -> sum(ints.getRawValues(), ints.getRawValuesOffset(), ints.getPositionCount());
            case ValueBlock other -> throw new IllegalArgumentException("no numbers in " + other);
        };
    }

    private static long sum(long[] values, int offset, int count) {
        long sum = 0;
        for (int i = offset; i < offset + count; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static long sum(int[] values, int offset, int count) {
        long sum = 0;
        for (int i = offset; i < offset + count; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static long sum(DictionaryBlock block) {
        ValueBlock dictionary = block.getDictionary();
        long[] values = new long[dictionary.getPositionCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(dictionary, i);
        }
        int[] ids = block.getRawIds();
        int offset = block.getRawIdsOffset();
        long sum = 0;
        for (int i = offset; i < offset + block.getPositionCount(); i++) {
            sum += values[ids[i]];
        }
        return sum;
    }

    /** Positions whose values lie in the range, written to the array; returns how many. */
    static int select(Block block, ScanCase.Between range, int[] positions) {
        int count = 0;
        for (int i = 0; i < block.getPositionCount(); i++) {
            long value = get(block.getUnderlyingValueBlock(), block.getUnderlyingValuePosition(i));
            positions[count] = i;
            count += value >= range.low() && value <= range.high() ? 1 : 0;
        }
        return count;
    }

    private static long get(ValueBlock block, int position) {
        return switch (block) {
            case LongArrayBlock longs -> longs.getLong(position);
            case IntArrayBlock ints -> ints.getInt(position);
            default -> throw new IllegalArgumentException("no numbers in " + block);
        };
    }
}

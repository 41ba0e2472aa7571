package io.blueshift.store.filter;

import io.blueshift.store.bytes.PackedLongs;
import io.blueshift.store.encoding.EncodedBlock.PackedIntegers;
import io.trino.spi.block.Bitmap;

/**
 * Filters of bit-packed integers. A range is moved into the frame of reference, where it is a range of offsets; nothing
 * is ever added to an offset. Owns scratch space. Not thread-safe.
 */
final class PackedFilter {
    private long[] scratch = new long[0];

    void apply(PackedIntegers block, LongTest test, boolean nullAllowed, Selection selection) {
        boolean onlyValues = !nullAllowed && test instanceof LongTest.Between;
        if (block.validity().isPresent() && onlyValues) {
            selection.retain(block.validity().get());
        } else if (block.validity().isPresent()) {
            long[] validity = block.validity().get();
            selection.retain(position -> Bitmap.isSet(validity, 0, position)
                    ? test.test(block.value(position))
                    : nullAllowed);
            return;
        }
        if (!(test instanceof LongTest.Between(long min, long max))) {
            members(block, test, selection);
            return;
        }
        if (max < block.reference()) {
            selection.clear();
            return;
        }
        // Unsigned: the reference is the smallest value
        long low = Math.max(min, block.reference()) - block.reference();
        long high = max - block.reference();
        long lowOffset = Long.divideUnsigned(low, block.multiplier());
        lowOffset += lowOffset * block.multiplier() == low ? 0 : 1;
        between(block.offsets(), lowOffset, Long.divideUnsigned(high, block.multiplier()), selection);
    }

    private void members(PackedIntegers block, LongTest test, Selection selection) {
        if (isDense(selection)) {
            long[] values = room(block.positions());
            block.offsets().unpack(0, block.positions(), block.multiplier(), block.reference(), values);
            selection.keep(test.keep(values, selection.positions(), selection.count(), selection.target()));
        } else {
            selection.retain(position -> test.test(block.value(position)));
        }
    }

    /** Whether so many positions are wanted that unpacking all values is quicker than fetching each. */
    private static boolean isDense(Selection selection) {
        return selection.count() >= selection.rows() / 8;
    }

    /** Keeps positions with an offset between the two, unsigned and inclusive. */
    void between(PackedLongs offsets, long low, long high, Selection selection) {
        long largest = offsets.width() == 0 ? 0 : -1L >>> (Long.SIZE - offsets.width());
        if (Long.compareUnsigned(low, high) > 0 || Long.compareUnsigned(low, largest) > 0) {
            selection.clear();
            return;
        }
        if (low == 0 && Long.compareUnsigned(high, largest) >= 0) {
            return;
        }
        if (isDense(selection)) {
            long[] bits = room((offsets.count() + Long.SIZE - 1) / Long.SIZE);
            offsets.between(low, Long.compareUnsigned(high, largest) > 0 ? largest : high, bits);
            selection.retain(bits);
            return;
        }
        int[] from = selection.positions();
        int[] to = selection.target();
        int count = selection.count();
        int kept = 0;
        // Shifted so that one signed comparison asks for both ends
        long span = high - low + Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            int position = from[i];
            to[kept] = position;
            kept += offsets.get(position) - low + Long.MIN_VALUE <= span ? 1 : 0;
        }
        selection.keep(kept);
    }

    /** All offsets, valid until the next call. */
    long[] unpacked(PackedLongs offsets) {
        long[] values = room(offsets.count());
        offsets.unpack(0, offsets.count(), 1L, 0L, values);
        return values;
    }

    private long[] room(int values) {
        if (scratch.length < values) {
            scratch = new long[values];
        }
        return scratch;
    }
}

package io.blueshift.store.zone;

import io.airlift.slice.Slice;
import io.trino.spi.block.VariableWidthBlock;

import java.util.Arrays;
import java.util.Optional;

/** The least and the greatest of byte strings, in the order of unsigned bytes. */
record TextBounds(Slice min, Slice max) {
    /** Empty if all are NULL. */
    static Optional<TextBounds> of(VariableWidthBlock block, boolean anyNull) {
        byte[] bytes = block.getRawSlice().byteArray();
        int base = block.getRawSlice().byteArrayOffset();
        int min = -1;
        int max = -1;
        long minPrefix = 0;
        long maxPrefix = 0;
        for (int i = 0; i < block.getPositionCount(); i++) {
            if (anyNull && block.isNull(i)) {
                continue;
            }
            int start = base + block.getRawSliceOffset(i);
            int length = block.getSliceLength(i);
            // Of most values the first bytes say that they are neither
            long prefix = prefix(bytes, start, length);
            if (min < 0 || prefix <= minPrefix && compare(block, i, min, bytes, base) < 0) {
                min = i;
                minPrefix = prefix;
            }
            if (max < 0 || prefix >= maxPrefix && compare(block, i, max, bytes, base) > 0) {
                max = i;
                maxPrefix = prefix;
            }
        }
        return min < 0 ? Optional.empty() : Optional.of(new TextBounds(block.getSlice(min), block.getSlice(max)));
    }

    /** The first seven bytes as a number that orders like them, shorter strings filled with zeros. */
    private static long prefix(byte[] bytes, int start, int length) {
        long prefix = 0;
        int count = Math.min(length, Long.BYTES - 1);
        for (int i = 0; i < count; i++) {
            prefix = prefix << Byte.SIZE | bytes[start + i] & 0xFF;
        }
        return prefix << Byte.SIZE * (Long.BYTES - 1 - count);
    }

    private static int compare(VariableWidthBlock block, int left, int right, byte[] bytes, int base) {
        int one = base + block.getRawSliceOffset(left);
        int other = base + block.getRawSliceOffset(right);
        return Arrays.compareUnsigned(
                bytes,
                one,
                one + block.getSliceLength(left),
                bytes,
                other,
                other + block.getSliceLength(right));
    }
}

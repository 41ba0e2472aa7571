package io.blueshift.store.bytes;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Unsigned integers of one width, packed without gaps, where they lie in a file's bytes. Value i is the bits
 * {@code [i*width, (i+1)*width)} from {@code start}, least significant first. Immutable as long as nobody writes to the
 * array; the array has {@link ByteReader#SLACK} bytes behind the last value.
 *
 * @param width 0..57 or 64
 */
public record PackedLongs(byte[] bytes, int start, int count, int width) {
    private static final VarHandle LONGS = ByteWriter.littleEndian(long[].class);

    private long mask() {
        return width == 0 ? 0 : -1L >>> (Long.SIZE - width);
    }

    /** One value. */
    public long get(int index) {
        long bit = (long) index * width;
        return ((long) LONGS.get(bytes, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask();
    }

    /** Puts values {@code [from, from + length)}, each multiplied and added to, to the front of the target. */
    public void unpack(int from, int length, long multiplier, long addend, long[] target) {
        if (width == 0) {
            Arrays.fill(target, 0, length, addend);
            return;
        }
        long mask = mask();
        long bit = (long) from * width;
        for (int i = 0; i < length; i++, bit += width) {
            long value = ((long) LONGS.get(bytes, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask;
            target[i] = value * multiplier + addend;
        }
    }

    /** Like the other, for values that are known to fit an int. */
    public void unpack(int from, int length, int multiplier, int addend, int[] target) {
        if (width == 0) {
            Arrays.fill(target, 0, length, addend);
            return;
        }
        long mask = mask();
        long bit = (long) from * width;
        for (int i = 0; i < length; i++, bit += width) {
            long value = ((long) LONGS.get(bytes, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask;
            target[i] = (int) value * multiplier + addend;
        }
    }
}

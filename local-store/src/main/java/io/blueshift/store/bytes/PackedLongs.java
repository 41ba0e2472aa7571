package io.blueshift.store.bytes;

import java.util.Arrays;

/**
 * Unsigned integers of one width, packed without gaps, where they lie in a file's bytes. Value i is the bits
 * {@code [i*width, (i+1)*width)} from {@code start}, least significant first. Immutable as long as nobody writes to the
 * array; the array has {@link ByteReader#SLACK} bytes behind the last value.
 *
 * @param width 0..57 or 64
 */
public record PackedLongs(byte[] bytes, int start, int count, int width) {
    long mask() {
        return width == 0 ? 0 : -1L >>> (Long.SIZE - width);
    }

    /** One value. */
    public long get(int index) {
        long bit = (long) index * width;
        return (ByteReader.longAt(bytes, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask();
    }

    /** Puts values {@code [from, from + length)}, each multiplied and added to, to the front of the target. */
    public void unpack(int from, int length, long multiplier, long addend, long[] target) {
        if (width == 0) {
            Arrays.fill(target, 0, length, addend);
            return;
        }
        Unpackers.current().unpack(this, from, length, multiplier, addend, target);
        Unpackers.unpacked(length);
    }

    /** Like the other, for values that are known to fit an int. */
    public void unpack(int from, int length, int multiplier, int addend, int[] target) {
        if (width == 0) {
            Arrays.fill(target, 0, length, addend);
            return;
        }
        Unpackers.current().unpack(this, from, length, multiplier, addend, target);
        Unpackers.unpacked(length);
    }
}

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
    /** Unpacking all values takes less time than getting so small a part of them one by one. */
    private static final int WORTH_UNPACKING = 8;

    /** Values that are unpacked at once when some of them are wanted: they stay in the processor's first cache. */
    private static final int SLICE = 1024;

    long mask() {
        return width == 0 ? 0 : -1L >>> (Long.SIZE - width);
    }

    /** One value. */
    public long get(int index) {
        long bit = (long) index * width;
        return (ByteReader.longAt(bytes, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask();
    }

    /**
     * Puts the values at some indexes, ascending, each multiplied and added to, to the front of the target.
     *
     * @param indexes {@code length} of them from {@code offset}
     */
    public void gather(int[] indexes, int offset, int length, long multiplier, long addend, long[] target) {
        if ((long) length * WORTH_UNPACKING < count) {
            for (int i = 0; i < length; i++) {
                target[i] = get(indexes[offset + i]) * multiplier + addend;
            }
            return;
        }
        long[] slice = new long[Math.min(count, SLICE)];
        int next = 0;
        for (int start = 0; next < length; start += SLICE) {
            int end = Math.min(count, start + SLICE);
            unpack(start, end - start, multiplier, addend, slice);
            while (next < length && indexes[offset + next] < end) {
                target[next] = slice[indexes[offset + next] - start];
                next++;
            }
        }
    }

    /** Like the other, for values that are known to fit an int. */
    public void gather(int[] indexes, int offset, int length, int multiplier, int addend, int[] target) {
        if ((long) length * WORTH_UNPACKING < count) {
            for (int i = 0; i < length; i++) {
                target[i] = (int) get(indexes[offset + i]) * multiplier + addend;
            }
            return;
        }
        int[] slice = new int[Math.min(count, SLICE)];
        int next = 0;
        for (int start = 0; next < length; start += SLICE) {
            int end = Math.min(count, start + SLICE);
            unpack(start, end - start, multiplier, addend, slice);
            while (next < length && indexes[offset + next] < end) {
                target[next] = slice[indexes[offset + next] - start];
                next++;
            }
        }
    }

    /**
     * Tells which of the values are at least {@code low} and at most {@code high}, unsigned: bit set = is. Both are numbers of
     * the same width.
     *
     * @param bits takes a bit for each value, least significant first, and zeros behind the last
     */
    public void between(long low, long high, long[] bits) {
        if (width == 0) {
            // All are zero, and so are the bounds
            Arrays.fill(bits, 0, count / Long.SIZE, -1L);
            if (count % Long.SIZE != 0) {
                bits[count / Long.SIZE] = (1L << count) - 1;
            }
            return;
        }
        Unpackers.current().between(this, low, high, bits);
        Unpackers.unpacked(count);
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

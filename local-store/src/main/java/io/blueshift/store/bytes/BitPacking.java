package io.blueshift.store.bytes;

import java.lang.invoke.VarHandle;

/**
 * Integers as offsets from their minimum, each in as few bits as the widest needs.
 *
 * <pre>
 *   u8  width       0..57 or 64: a width of 58..63 is rounded up, so that one 8-byte load always holds a value
 *   i64 reference   the smallest value
 *   ceil(count * width / 8) bytes: value i is (bits [i*width, (i+1)*width), least significant first) + reference
 * </pre>
 *
 * The arithmetic wraps, so the whole range of long works (width 64 then).
 */
public final class BitPacking {
    /** The widest value that an 8-byte load at any bit offset 0..7 covers: 64 - 7. */
    private static final int WIDEST_PACKED = 57;
    private static final VarHandle LONGS = ByteWriter.littleEndian(long[].class);

    private BitPacking() {}

    /** Bits per value for values between the two. */
    public static int width(long min, long max) {
        int width = Long.SIZE - Long.numberOfLeadingZeros(max - min);
        return width > WIDEST_PACKED ? Long.SIZE : width;
    }

    /** Bytes that {@link #write} takes. */
    public static long size(int count, int width) {
        return 1 + Long.BYTES + packedBytes(count, width);
    }

    private static long packedBytes(int count, int width) {
        return ((long) count * width + 7) >>> 3;
    }

    /** Writes the first {@code count} values. */
    public static void write(ByteWriter out, long[] values, int count) {
        long min = count == 0 ? 0 : values[0];
        long max = min;
        for (int i = 1; i < count; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        int width = width(min, max);
        out.writeByte(width);
        out.writeLong(min);
        pack(out, values, count, width, min);
    }

    private static void pack(ByteWriter out, long[] values, int count, int width, long reference) {
        long word = 0;
        int bits = 0;
        for (int i = 0; i < count && width > 0; i++) {
            long value = values[i] - reference;
            word |= value << bits;
            if (bits + width >= Long.SIZE) {
                out.writeLong(word);
                int taken = Long.SIZE - bits;
                word = taken == Long.SIZE ? 0 : value >>> taken;
                bits = width - taken;
            } else {
                bits += width;
            }
        }
        for (; bits > 0; bits -= 8) {
            out.writeByte((int) word);
            word >>>= 8;
        }
    }

    /** Reads {@code count} values into a new array. */
    public static long[] readLongs(ByteReader in, int count) {
        int width = readWidth(in);
        long reference = in.readLong();
        int start = in.skip(packedBytes(count, width));
        byte[] bytes = in.array();
        long[] values = new long[count];
        if (width == Long.SIZE) {
            for (int i = 0; i < count; i++) {
                values[i] = (long) LONGS.get(bytes, start + i * Long.BYTES) + reference;
            }
            return values;
        }
        long mask = (1L << width) - 1;
        long bit = 0;
        for (int i = 0; i < count; i++, bit += width) {
            values[i] = (((long) LONGS.get(bytes, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask) + reference;
        }
        return values;
    }

    /** Like {@link #readLongs} where every value is known to fit an int. */
    public static int[] readInts(ByteReader in, int count) {
        int width = readWidth(in);
        int reference = (int) in.readLong();
        int start = in.skip(packedBytes(count, width));
        byte[] bytes = in.array();
        int[] values = new int[count];
        if (width > Integer.SIZE) {
            throw new IndexOutOfBoundsException("width " + width + " of an int");
        }
        long mask = (1L << width) - 1;
        long bit = 0;
        for (int i = 0; i < count; i++, bit += width) {
            values[i] = (int) (((long) LONGS.get(bytes, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask) + reference;
        }
        return values;
    }

    private static int readWidth(ByteReader in) {
        int width = in.readByte();
        if (width > WIDEST_PACKED && width != Long.SIZE) {
            throw new IndexOutOfBoundsException("bit width " + width);
        }
        return width;
    }
}

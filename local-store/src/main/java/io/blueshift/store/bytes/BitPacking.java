package io.blueshift.store.bytes;

/**
 * Integers as distances from their minimum, each in as few bits as the widest needs.
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

    private BitPacking() {}

    /** Packed values and what to add to each. */
    public record Packed(PackedLongs offsets, long reference) {
        public long[] longs() {
            long[] values = new long[offsets.count()];
            offsets.unpack(0, values.length, 1, reference, values);
            return values;
        }

        /** For values known to fit. */
        public int[] ints() {
            if (offsets.width() > Integer.SIZE) {
                throw new IndexOutOfBoundsException("width " + offsets.width() + " of an int");
            }
            int[] values = new int[offsets.count()];
            offsets.unpack(0, values.length, 1, (int) reference, values);
            return values;
        }
    }

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
        write(out, values, 0, count, min, max);
    }

    /** Writes values {@code [start, start + count)}, which are known to lie between the two. */
    public static void write(ByteWriter out, long[] values, int start, int count, long min, long max) {
        int width = width(min, max);
        out.writeByte(width);
        out.writeLong(min);
        if (width > 0) {
            // A whole word is stored for the last bits, too
            int room = Math.toIntExact(packedBytes(count, width)) + Long.BYTES;
            out.appendWith(room, (target, offset, _) -> pack(values, start, count, min, width, target, offset));
        }
    }

    private static int pack(long[] values, int start, int count, long min, int width, byte[] target, int offset) {
        int at = offset;
        long word = 0;
        int bits = 0;
        for (int i = start; i < start + count; i++) {
            long value = values[i] - min;
            word |= value << bits;
            bits += width;
            if (bits >= Long.SIZE) {
                ByteWriter.putLong(target, at, word);
                at += Long.BYTES;
                bits -= Long.SIZE;
                word = bits == 0 ? 0 : value >>> width - bits;
            }
        }
        ByteWriter.putLong(target, at, word);
        return (int) packedBytes(count, width);
    }

    /** Reads what {@link #write} wrote, without unpacking it. */
    public static Packed read(ByteReader in, int count) {
        int width = in.readByte();
        if (width > WIDEST_PACKED && width != Long.SIZE) {
            throw new IndexOutOfBoundsException("bit width " + width);
        }
        long reference = in.readLong();
        int start = in.skip(packedBytes(count, width));
        return new Packed(new PackedLongs(in.array(), start, count, width), reference);
    }
}

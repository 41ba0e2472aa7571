package io.blueshift.store.bytes;

import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A little-endian cursor over bytes whose checksum was verified. The array must be {@link #SLACK} bytes longer than the
 * content, because bit-unpacking loads whole words. Reading past the content throws {@link IndexOutOfBoundsException};
 * whoever knows the file turns that into an error that names it. Not thread-safe.
 */
public final class ByteReader {
    /** Bytes behind the content that a word load may touch. */
    public static final int SLACK = Long.BYTES;

    private static final VarHandle SHORTS = ByteWriter.littleEndian(short[].class);
    private static final VarHandle INTS = ByteWriter.littleEndian(int[].class);
    private static final VarHandle LONGS = ByteWriter.littleEndian(long[].class);

    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads {@code bytes[start, end)}; {@code bytes} is at least {@code end + SLACK} long. */
    public ByteReader(byte[] bytes, int start, int end) {
        if (start < 0 || start > end || end > bytes.length - SLACK) {
            throw new IndexOutOfBoundsException(
                    "content " + start + ".." + end + " of " + bytes.length + " bytes leaves no slack");
        }
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /** A reader over a copy of the bytes, with the slack added. */
    public static ByteReader copyOf(byte[] content) {
        return new ByteReader(Arrays.copyOf(content, content.length + SLACK), 0, content.length);
    }

    /** Eight bytes of an array. */
    public static long longAt(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    /** The array read from, for bulk access at {@link #position}. */
    public byte[] array() {
        return bytes;
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return end - position;
    }

    /** A reader of the next bytes only, which this one moves past. */
    public ByteReader slice(int count) {
        int start = skip(count);
        return new ByteReader(bytes, start, position);
    }

    /** Moves past {@code count} bytes and returns where they begin. */
    public int skip(long count) {
        if (count < 0 || count > end - position) {
            throw new IndexOutOfBoundsException(count + " bytes wanted, " + (end - position) + " left");
        }
        int start = position;
        position += (int) count;
        return start;
    }

    public int readByte() {
        return bytes[skip(1)] & 0xFF;
    }

    public int readShort() {
        return (short) SHORTS.get(bytes, skip(Short.BYTES)) & 0xFFFF;
    }

    public int readInt() {
        return (int) INTS.get(bytes, skip(Integer.BYTES));
    }

    /** A count, which is never negative in a sound file. */
    public int readCount() {
        int count = readInt();
        if (count < 0) {
            throw new IndexOutOfBoundsException("negative count " + count);
        }
        return count;
    }

    /** What {@link ByteWriter#writeVarInt} wrote. */
    public int readVarInt() {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80 && value <= Integer.MAX_VALUE) {
                return (int) value;
            }
        }
        throw new IndexOutOfBoundsException("endless count");
    }

    public long readLong() {
        return (long) LONGS.get(bytes, skip(Long.BYTES));
    }

    public byte[] readSized() {
        int length = readCount();
        int start = skip(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    public String readString() {
        int length = readCount();
        return new String(bytes, skip(length), length, StandardCharsets.UTF_8);
    }

    public void readLongs(long[] target, int count) {
        int start = skip((long) count * Long.BYTES);
        for (int i = 0; i < count; i++) {
            target[i] = (long) LONGS.get(bytes, start + i * Long.BYTES);
        }
    }

    public void readInts(int[] target, int count) {
        int start = skip((long) count * Integer.BYTES);
        for (int i = 0; i < count; i++) {
            target[i] = (int) INTS.get(bytes, start + i * Integer.BYTES);
        }
    }

    public void readShorts(short[] target, int count) {
        int start = skip((long) count * Short.BYTES);
        for (int i = 0; i < count; i++) {
            target[i] = (short) SHORTS.get(bytes, start + i * Short.BYTES);
        }
    }

    public void readBytes(byte[] target, int count) {
        System.arraycopy(bytes, skip(count), target, 0, count);
    }
}

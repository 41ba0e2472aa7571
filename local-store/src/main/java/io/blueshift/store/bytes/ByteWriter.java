package io.blueshift.store.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing little-endian byte buffer. Encodings write into one and the segment writer takes what they wrote, so that
 * no layout depends on a stream's buffering. Not thread-safe.
 */
public final class ByteWriter {
    private static final VarHandle SHORTS = littleEndian(short[].class);
    private static final VarHandle INTS = littleEndian(int[].class);
    private static final VarHandle LONGS = littleEndian(long[].class);

    private byte[] bytes;
    private int size;

    public ByteWriter(int expectedBytes) {
        bytes = new byte[Math.max(16, expectedBytes)];
    }

    static VarHandle littleEndian(Class<?> arrays) {
        return MethodHandles.byteArrayViewVarHandle(arrays, ByteOrder.LITTLE_ENDIAN);
    }

    public int size() {
        return size;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    public void writeShort(int value) {
        reserve(Short.BYTES);
        SHORTS.set(bytes, size, (short) value);
        size += Short.BYTES;
    }

    public void writeInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    public void writeLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    public void writeBytes(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** A count in seven bits per byte, least significant first; the high bit says that more follow. */
    public void writeVarInt(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            writeByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        writeByte(rest);
    }

    /** Puts eight bytes into an array. */
    public static void putLong(byte[] target, int offset, long value) {
        LONGS.set(target, offset, value);
    }

    /** Fills memory of a buffer and returns how much of it it used. */
    public interface Filler {
        int fill(byte[] target, int offset, int room);
    }

    /** Appends what a filler puts into at most so many bytes. */
    public void appendWith(int bytesMax, Filler filler) {
        reserve(bytesMax);
        size += filler.fill(bytes, size, bytesMax);
    }

    /** The memory that was written to, {@link #size} bytes of it; valid until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** Forgets what was written; the memory is kept. */
    public void clear() {
        size = 0;
    }

    /** Appends what another one holds. */
    public void writeBytes(ByteWriter other) {
        writeBytes(other.bytes, 0, other.size);
    }

    /** A length as int, then the bytes. */
    public void writeSized(byte[] source) {
        writeInt(source.length);
        writeBytes(source, 0, source.length);
    }

    /** UTF-8, preceded by its length in bytes. */
    public void writeString(String value) {
        writeSized(value.getBytes(StandardCharsets.UTF_8));
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            // Doubling, capped where int arrays end
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 16)));
        }
    }
}

package io.blueshift.connector.postgresql.copy;

import io.airlift.slice.Slice;

import java.util.Arrays;

/** Bytes on their way to the server, in the order of the network. Grows. One thread at a time. */
final class CopyBuffer {
    private static final int SIZE = 1 << 16;

    private byte[] bytes = new byte[SIZE];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void putByte(int value) {
        ensure(Byte.BYTES);
        bytes[length] = (byte) value;
        length++;
    }

    void putShort(int value) {
        ensure(Short.BYTES);
        BigEndian.putShort(bytes, length, (short) value);
        length += Short.BYTES;
    }

    void putInt(int value) {
        ensure(Integer.BYTES);
        BigEndian.putInt(bytes, length, value);
        length += Integer.BYTES;
    }

    void putLong(long value) {
        ensure(Long.BYTES);
        BigEndian.putLong(bytes, length, value);
        length += Long.BYTES;
    }

    void put(Slice value) {
        ensure(value.length());
        value.getBytes(0, bytes, length, value.length());
        length += value.length();
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.multiplyExact(bytes.length, 2), Math.addExact(length, more)));
        }
    }
}

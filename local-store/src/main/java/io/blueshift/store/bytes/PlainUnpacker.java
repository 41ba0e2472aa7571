package io.blueshift.store.bytes;

/** One load, shift and mask per value. */
final class PlainUnpacker implements Unpacker {
    @Override
    public void unpack(PackedLongs packed, int from, int length, long multiplier, long addend, long[] target) {
        byte[] bytes = packed.bytes();
        int start = packed.start();
        int width = packed.width();
        long mask = packed.mask();
        long bit = (long) from * width;
        for (int i = 0; i < length; i++, bit += width) {
            long value = (ByteReader.longAt(bytes, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask;
            target[i] = value * multiplier + addend;
        }
    }

    @Override
    public void unpack(PackedLongs packed, int from, int length, int multiplier, int addend, int[] target) {
        byte[] bytes = packed.bytes();
        int start = packed.start();
        int width = packed.width();
        long mask = packed.mask();
        long bit = (long) from * width;
        for (int i = 0; i < length; i++, bit += width) {
            long value = (ByteReader.longAt(bytes, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask;
            target[i] = (int) value * multiplier + addend;
        }
    }
}

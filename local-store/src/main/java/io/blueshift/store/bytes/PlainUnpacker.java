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
    public void between(PackedLongs packed, long low, long high, long[] bits) {
        between(packed, 0, low, high, bits);
    }

    /** @param from a multiple of 64 */
    static void between(PackedLongs packed, int from, long low, long high, long[] bits) {
        byte[] bytes = packed.bytes();
        int start = packed.start();
        int width = packed.width();
        long mask = packed.mask();
        // Shifted so that one signed comparison asks for both ends
        long span = high - low + Long.MIN_VALUE;
        long bit = (long) from * width;
        for (int first = from; first < packed.count(); first += Long.SIZE) {
            int length = Math.min(Long.SIZE, packed.count() - first);
            long word = 0;
            for (int i = 0; i < length; i++, bit += width) {
                long value = (ByteReader.longAt(bytes, start + (int) (bit >>> 3)) >>> (bit & 7)) & mask;
                word |= (value - low + Long.MIN_VALUE <= span ? 1L : 0L) << i;
            }
            bits[first >>> 6] = word;
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

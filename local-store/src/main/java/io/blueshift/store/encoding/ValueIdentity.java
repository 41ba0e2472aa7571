package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.Fixed12Block;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;

import java.util.Arrays;

/** Equality, hash and order of a block's values by their bits. Positions must not be NULL. */
sealed interface ValueIdentity {

    boolean same(int left, int right);

    long hash(int position);

    /** Signed integers and, for bytes, unsigned ones; 96 bits as their first 64, then the rest. */
    int compare(int left, int right);

    /** Values of nested storage have none. */
    static ValueIdentity of(ValueBlock block) {
        return switch (block) {
            case Int128ArrayBlock wide -> new Wide(wide);
            case Fixed12Block twelve -> new Twelve(twelve);
            case VariableWidthBlock bytes -> new Bytes(bytes);
            default -> new Numbers(integers(block));
        };
    }

    /** The values of integer storage, NULL as whatever stands there. */
    static long[] integers(ValueBlock block) {
        int positions = block.getPositionCount();
        long[] values = new long[positions];
        switch (block) {
            case LongArrayBlock longs -> System.arraycopy(longs.getRawValues(), longs.getRawValuesOffset(), values, 0,
                    positions);
            case IntArrayBlock ints -> {
                int[] raw = ints.getRawValues();
                int offset = ints.getRawValuesOffset();
                for (int i = 0; i < positions; i++) {
                    values[i] = raw[offset + i];
                }
            }
            case ShortArrayBlock shorts -> {
                for (int i = 0; i < positions; i++) {
                    values[i] = shorts.getShort(i);
                }
            }
            case ByteArrayBlock bytes -> {
                for (int i = 0; i < positions; i++) {
                    values[i] = bytes.getByte(i);
                }
            }
            default -> throw new IllegalArgumentException("no integers in " + block.getClass().getSimpleName());
        }
        return values;
    }

    /** A finaliser that spreads neighbouring integers (the constants are those of MurmurHash3). */
    static long mix(long value) {
        long hash = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }

    /** Up to 64 bits. */
    record Numbers(long[] values) implements ValueIdentity {
        @Override
        public boolean same(int left, int right) {
            return values[left] == values[right];
        }

        @Override
        public long hash(int position) {
            return mix(values[position]);
        }

        @Override
        public int compare(int left, int right) {
            return Long.compare(values[left], values[right]);
        }
    }

    /** 128 bits. */
    record Wide(Int128ArrayBlock block) implements ValueIdentity {
        @Override
        public boolean same(int left, int right) {
            return block.getInt128Low(left) == block.getInt128Low(right)
                    && block.getInt128High(left) == block.getInt128High(right);
        }

        @Override
        public long hash(int position) {
            return mix(block.getInt128Low(position) + mix(block.getInt128High(position)));
        }

        @Override
        public int compare(int left, int right) {
            int high = Long.compare(block.getInt128High(left), block.getInt128High(right));
            return high != 0 ? high : Long.compareUnsigned(block.getInt128Low(left), block.getInt128Low(right));
        }
    }

    /** 96 bits. */
    record Twelve(Fixed12Block block) implements ValueIdentity {
        @Override
        public boolean same(int left, int right) {
            return block.getFixed12First(left) == block.getFixed12First(right)
                    && block.getFixed12Second(left) == block.getFixed12Second(right);
        }

        @Override
        public long hash(int position) {
            return mix(block.getFixed12First(position) + mix(block.getFixed12Second(position)));
        }

        @Override
        public int compare(int left, int right) {
            int first = Long.compare(block.getFixed12First(left), block.getFixed12First(right));
            return first != 0 ? first : Integer.compare(block.getFixed12Second(left), block.getFixed12Second(right));
        }
    }

    /** Byte strings. */
    record Bytes(byte[] bytes, int[] offsets) implements ValueIdentity {
        Bytes(VariableWidthBlock block) {
            this(block.getRawSlice().byteArray(), absoluteOffsets(block));
        }

        /** Odd, its bits in no order. */
        private static final long FACTOR = 0x9E3779B97F4A7C15L;

        private static int[] absoluteOffsets(VariableWidthBlock block) {
            int[] offsets = new int[block.getPositionCount() + 1];
            int base = block.getRawSlice().byteArrayOffset();
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = base + block.getRawOffsets()[block.getRawArrayBase() + i];
            }
            return offsets;
        }

        @Override
        public boolean same(int left, int right) {
            int length = offsets[left + 1] - offsets[left];
            if (offsets[right + 1] - offsets[right] != length) {
                return false;
            }
            int one = offsets[left];
            int other = offsets[right];
            if (length < Long.BYTES) {
                for (int i = 0; i < length; i++) {
                    if (bytes[one + i] != bytes[other + i]) {
                        return false;
                    }
                }
                return true;
            }
            int last = length - Long.BYTES;
            for (int i = 0; i < last; i += Long.BYTES) {
                if (ByteReader.longAt(bytes, one + i) != ByteReader.longAt(bytes, other + i)) {
                    return false;
                }
            }
            return ByteReader.longAt(bytes, one + last) == ByteReader.longAt(bytes, other + last);
        }

        @Override
        public long hash(int position) {
            int end = offsets[position + 1];
            long hash = end - offsets[position];
            int i = offsets[position];
            for (; i + Long.BYTES <= end; i += Long.BYTES) {
                hash = (hash ^ ByteReader.longAt(bytes, i)) * FACTOR;
                hash ^= hash >>> 32;
            }
            long rest = 0;
            for (; i < end; i++) {
                rest = rest << Byte.SIZE | bytes[i] & 0xFF;
            }
            hash = (hash ^ rest) * FACTOR;
            return mix(hash);
        }

        @Override
        public int compare(int left, int right) {
            return Arrays.compareUnsigned(
                    bytes,
                    offsets[left],
                    offsets[left + 1],
                    bytes,
                    offsets[right],
                    offsets[right + 1]);
        }
    }
}

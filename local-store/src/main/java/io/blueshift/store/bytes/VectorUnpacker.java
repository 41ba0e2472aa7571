package io.blueshift.store.bytes;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loads a vector of bytes, moves to each lane the bytes its value is in, shifts each lane by its own count and masks. Values whose
 * bytes need not fit one lane, and the last ones, are left to {@link PlainUnpacker}. Only for {@link Unpackers} to make: the
 * class cannot be linked where the incubating module is absent, and is slow until it is compiled.
 */
final class VectorUnpacker implements Unpacker {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = BYTES.withLanes(long.class);
    private static final VectorSpecies<Integer> INTS = BYTES.withLanes(int.class);
    /** A value begins at any bit of a byte, so this many bits less than a lane has. */
    private static final int LONG_WIDTH_MAX = Long.SIZE - 7;
    private static final int INT_WIDTH_MAX = Integer.SIZE - 7;

    private final Unpacker plain = new PlainUnpacker();
    private final Lanes[] longLanes = new Lanes[LONG_WIDTH_MAX + 1];
    private final Lanes[] intLanes = new Lanes[INT_WIDTH_MAX + 1];

    /** For one width: which byte of the vector goes where, and by how many bits each lane is shifted. */
    private record Lanes(VectorShuffle<Byte> shuffle, LongVector longShifts, IntVector intShifts) {
        private static Lanes of(int width, int laneBytes, VectorSpecies<Long> longs, VectorSpecies<Integer> ints) {
            int vectorBytes = BYTES.length();
            int[] sources = new int[vectorBytes];
            long[] longShifts = new long[longs.length()];
            int[] intShifts = new int[ints.length()];
            for (int lane = 0; lane < vectorBytes / laneBytes; lane++) {
                int bit = lane * width;
                for (int i = 0; i < laneBytes; i++) {
                    sources[lane * laneBytes + i] = Math.min(vectorBytes - 1, (bit >>> 3) + i);
                }
                if (laneBytes == Long.BYTES) {
                    longShifts[lane] = bit & 7;
                } else {
                    intShifts[lane] = bit & 7;
                }
            }
            return new Lanes(
                    VectorShuffle.fromArray(BYTES, sources, 0),
                    LongVector.fromArray(longs, longShifts, 0),
                    IntVector.fromArray(ints, intShifts, 0));
        }
    }

    VectorUnpacker() {
        for (int width = 1; width < longLanes.length; width++) {
            longLanes[width] = Lanes.of(width, Long.BYTES, LONGS, INTS);
        }
        for (int width = 1; width < intLanes.length; width++) {
            intLanes[width] = Lanes.of(width, Integer.BYTES, LONGS, INTS);
        }
    }

    /**
     * How many values can be had by whole vectors: a multiple of the lanes and of 8, so that each step begins at a byte, and so that
     * no load passes the array's end.
     */
    private static int vectorised(PackedLongs packed, int from, int length, int lanes) {
        if ((from & 7) != 0 || (lanes * packed.width() & 7) != 0) {
            return 0;
        }
        long firstByte = packed.start() + ((long) from * packed.width() >>> 3);
        long spare = packed.bytes().length - BYTES.length() - firstByte;
        long loads = Math.floorDiv(spare * 8, (long) lanes * packed.width()) + 1;
        return (int) Math.clamp(loads * lanes, 0L, length / lanes * (long) lanes);
    }

    @Override
    public void unpack(PackedLongs packed, int from, int length, long multiplier, long addend, long[] target) {
        int width = packed.width();
        int lanes = LONGS.length();
        int count = width < longLanes.length ? vectorised(packed, from, length, lanes) : 0;
        if (count > 0) {
            VectorShuffle<Byte> shuffle = longLanes[width].shuffle();
            LongVector shifts = longLanes[width].longShifts();
            byte[] bytes = packed.bytes();
            long mask = packed.mask();
            int step = lanes * width >>> 3;
            int at = packed.start() + (int) ((long) from * width >>> 3);
            if (multiplier == 1) {
                for (int i = 0; i < count; i += lanes, at += step) {
                    ByteVector.fromArray(BYTES, bytes, at).rearrange(shuffle).reinterpretAsLongs()
                            .lanewise(VectorOperators.LSHR, shifts).and(mask).add(addend).intoArray(target, i);
                }
            } else {
                for (int i = 0; i < count; i += lanes, at += step) {
                    ByteVector.fromArray(BYTES, bytes, at).rearrange(shuffle).reinterpretAsLongs()
                            .lanewise(VectorOperators.LSHR, shifts).and(mask).mul(multiplier).add(addend)
                            .intoArray(target, i);
                }
            }
        }
        if (count < length) {
            plainRest(packed, from + count, length - count, multiplier, addend, target, count);
        }
    }

    private void plainRest(PackedLongs packed, int from, int length, long multiplier, long addend, long[] target,
            int offset) {
        if (offset == 0) {
            plain.unpack(packed, from, length, multiplier, addend, target);
            return;
        }
        for (int i = 0; i < length; i++) {
            target[offset + i] = packed.get(from + i) * multiplier + addend;
        }
    }

    @Override
    public void between(PackedLongs packed, long low, long high, long[] bits) {
        int width = packed.width();
        int lanes = width < intLanes.length ? INTS.length() : LONGS.length();
        int count = width < longLanes.length ? vectorised(packed, 0, packed.count(), lanes) & -Long.SIZE : 0;
        // Signed: values have fewer bits than lanes
        if (count > 0 && width < intLanes.length) {
            ints(packed, count, (int) low, (int) high, bits);
        } else if (count > 0) {
            longs(packed, count, low, high, bits);
        }
        if (count < packed.count()) {
            PlainUnpacker.between(packed, count, low, high, bits);
        }
    }

    private void ints(PackedLongs packed, int count, int low, int high, long[] bits) {
        VectorShuffle<Byte> shuffle = intLanes[packed.width()].shuffle();
        IntVector shifts = intLanes[packed.width()].intShifts();
        byte[] bytes = packed.bytes();
        int mask = (int) packed.mask();
        int lanes = INTS.length();
        int step = lanes * packed.width() >>> 3;
        int at = packed.start();
        for (int first = 0; first < count; first += Long.SIZE) {
            long word = 0;
            for (int lane = 0; lane < Long.SIZE; lane += lanes, at += step) {
                IntVector values = ByteVector.fromArray(BYTES, bytes, at).rearrange(shuffle).reinterpretAsInts()
                        .lanewise(VectorOperators.LSHR, shifts).and(mask);
                word |= values.compare(VectorOperators.GE, low).and(values.compare(VectorOperators.LE, high))
                        .toLong() << lane;
            }
            bits[first >>> 6] = word;
        }
    }

    private void longs(PackedLongs packed, int count, long low, long high, long[] bits) {
        VectorShuffle<Byte> shuffle = longLanes[packed.width()].shuffle();
        LongVector shifts = longLanes[packed.width()].longShifts();
        byte[] bytes = packed.bytes();
        long mask = packed.mask();
        int lanes = LONGS.length();
        int step = lanes * packed.width() >>> 3;
        int at = packed.start();
        for (int first = 0; first < count; first += Long.SIZE) {
            long word = 0;
            for (int lane = 0; lane < Long.SIZE; lane += lanes, at += step) {
                LongVector values = ByteVector.fromArray(BYTES, bytes, at).rearrange(shuffle).reinterpretAsLongs()
                        .lanewise(VectorOperators.LSHR, shifts).and(mask);
                word |= values.compare(VectorOperators.GE, low).and(values.compare(VectorOperators.LE, high))
                        .toLong() << lane;
            }
            bits[first >>> 6] = word;
        }
    }

    @Override
    public void unpack(PackedLongs packed, int from, int length, int multiplier, int addend, int[] target) {
        int width = packed.width();
        int lanes = INTS.length();
        int count = width < intLanes.length ? vectorised(packed, from, length, lanes) : 0;
        if (count > 0) {
            VectorShuffle<Byte> shuffle = intLanes[width].shuffle();
            IntVector shifts = intLanes[width].intShifts();
            byte[] bytes = packed.bytes();
            int mask = (int) packed.mask();
            int step = lanes * width >>> 3;
            int at = packed.start() + (int) ((long) from * width >>> 3);
            for (int i = 0; i < count; i += lanes, at += step) {
                ByteVector.fromArray(BYTES, bytes, at).rearrange(shuffle).reinterpretAsInts()
                        .lanewise(VectorOperators.LSHR, shifts).and(mask).mul(multiplier).add(addend)
                        .intoArray(target, i);
            }
        }
        if (count == 0) {
            plain.unpack(packed, from, length, multiplier, addend, target);
            return;
        }
        for (int i = count; i < length; i++) {
            target[i] = (int) packed.get(from + i) * multiplier + addend;
        }
    }
}

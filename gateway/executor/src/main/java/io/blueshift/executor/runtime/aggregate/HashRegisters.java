package io.blueshift.executor.runtime.aggregate;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.airlift.stats.cardinality.HyperLogLog;

import java.util.Arrays;

/**
 * What many hashes leave behind (Flajolet, Fusy, Gandouet, Meunier: "HyperLogLog: the analysis of a near-optimal
 * cardinality estimation algorithm", AofA 2007): the first bits of a hash choose a register, which keeps the greatest
 * distance to the next bit that is set. A register is a byte, and there are {@code 2^b} of them, for 4 to 16 bits of an
 * index. What they estimate is what airlift estimates of the same hashes, in whichever order they come.
 */
final class HashRegisters {
    static final int INDEX_BITS_MIN = 4;
    static final int INDEX_BITS_MAX = 16;

    /** With more empty registers than this part, these are what is counted. */
    private static final double EMPTY_MIN = 0.4;

    private static final byte DENSE_FORMAT = 3;
    private static final int DIFFERENCE_MAX = 15;

    private HashRegisters() {}

    static void add(byte[] registers, long hash) {
        add(registers, Integer.numberOfTrailingZeros(registers.length), hash);
    }

    static void addAll(byte[] registers, long[] hashes, int from, int to) {
        int bits = Integer.numberOfTrailingZeros(registers.length);
        for (int i = from; i < to; i++) {
            add(registers, bits, hashes[i]);
        }
    }

    private static void add(byte[] registers, int bits, long hash) {
        int index = (int) (hash >>> (Long.SIZE - bits));
        // A last bit that is always set
        int distance = Long.numberOfLeadingZeros(hash << bits | 1L << (bits - 1)) + 1;
        if (registers[index] < distance) {
            registers[index] = (byte) distance;
        }
    }

    /** Takes over what the others have; they are as many. */
    static void merge(byte[] registers, byte[] others) {
        for (int i = 0; i < registers.length; i++) {
            registers[i] = (byte) Math.max(registers[i], others[i]);
        }
    }

    /** About how many different hashes there were. */
    static long estimate(byte[] registers) {
        int empty = 0;
        for (byte register : registers) {
            empty += register == 0 ? 1 : 0;
        }
        return empty > EMPTY_MIN * registers.length
                ? linear(empty, registers.length)
                : HyperLogLog.newInstance(stored(registers)).cardinality();
    }

    /** How many hashes probably leave so many of all places empty. */
    static long linear(int empty, int all) {
        return Math.round(all * Math.log(all * 1.0 / empty));
    }

    /**
     * The registers as airlift stores them: the least of them, then the difference of each to it in four bits, as far as
     * it fits; then what is above, first whose it is, then how much.
     */
    private static Slice stored(byte[] registers) {
        byte least = Byte.MAX_VALUE;
        for (byte register : registers) {
            least = (byte) Math.min(least, register);
        }
        byte[] differences = new byte[registers.length / 2];
        int[] above = new int[8];
        int count = 0;
        for (int i = 0; i < registers.length; i++) {
            int difference = registers[i] - least;
            differences[i / 2] |= (byte) (Math.min(difference, DIFFERENCE_MAX) << (i % 2 == 0 ? 4 : 0));
            if (difference > DIFFERENCE_MAX) {
                above = count < above.length ? above : Arrays.copyOf(above, 2 * count);
                above[count++] = i;
            }
        }
        Slice stored = Slices.allocate(5 + differences.length + 3 * count);
        stored.setByte(0, DENSE_FORMAT);
        stored.setByte(1, Integer.numberOfTrailingZeros(registers.length));
        stored.setByte(2, least);
        stored.setBytes(3, differences);
        int end = 3 + differences.length;
        stored.setShort(end, count);
        for (int i = 0; i < count; i++) {
            stored.setShort(end + 2 + 2 * i, above[i]);
            stored.setByte(end + 2 + 2 * count + i, registers[above[i]] - least - DIFFERENCE_MAX);
        }
        return stored;
    }
}

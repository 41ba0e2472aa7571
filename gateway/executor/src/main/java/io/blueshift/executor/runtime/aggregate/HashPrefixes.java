package io.blueshift.executor.runtime.aggregate;

import io.airlift.slice.SizeOf;
import io.airlift.stats.cardinality.HyperLogLog;

import java.util.stream.IntStream;

/**
 * What few different hashes leave behind: their first 26 bits, each with how far it is to the next bit that is set. That
 * is the sparse form of Heule, Nunkesser, Hall: "HyperLogLog in practice", EDBT 2013. It estimates as airlift's does, and
 * holds as many entries as that one if rows come one by one, but as a hash table instead of a sorted list. For one thread.
 */
final class HashPrefixes {
    /** An entry has them above its other bits. */
    private static final int PREFIX_BITS = 26;

    private static final int DISTANCE_BITS = Integer.SIZE - PREFIX_BITS;

    /** An object with two numbers and an array's header. */
    private static final int OBJECT_BYTES = 40;

    /** By bits of an index: so many entries are kept, with more of them registers are smaller. */
    private static final int[] MOST = IntStream.rangeClosed(0, HashRegisters.INDEX_BITS_MAX)
            .map(HashPrefixes::most).toArray();

    private final int indexBits;
    private int count;
    /** Never more than three quarters full; zero is no entry, as a distance is at least one. */
    private int[] entries;

    /** @param indexBits of the registers that come when there are too many entries */
    HashPrefixes(int indexBits) {
        this.indexBits = indexBits;
        this.entries = new int[4];
    }

    private HashPrefixes(HashPrefixes other) {
        this.indexBits = other.indexBits;
        this.count = other.count;
        this.entries = other.entries.clone();
    }

    HashPrefixes copy() {
        return new HashPrefixes(this);
    }

    /**
     * Airlift's list grows by ten, from one; it is given up when it takes more than registers of four bits, without the
     * empty arrays beside them.
     */
    private static int most(int indexBits) {
        HyperLogLog list = HyperLogLog.newInstance(1 << Math.max(indexBits, HashRegisters.INDEX_BITS_MIN));
        int listBytes = list.estimatedInMemorySize();
        list.makeDense();
        long registerBytes = list.estimatedInMemorySize() - SizeOf.sizeOfIntArray(0) - SizeOf.sizeOfByteArray(0);
        return 10 * (int) ((registerBytes - listBytes) / (10 * Integer.BYTES)) + 1;
    }

    int indexBits() {
        return indexBits;
    }

    void add(long hash) {
        int prefix = (int) (hash >>> (Long.SIZE - PREFIX_BITS));
        int distance = Long.numberOfLeadingZeros(hash << PREFIX_BITS | 1L << (PREFIX_BITS - 1)) + 1;
        add(prefix << DISTANCE_BITS | distance);
    }

    private void add(int entry) {
        int mask = entries.length - 1;
        int slot = entry >>> DISTANCE_BITS & mask;
        while (entries[slot] != 0) {
            if ((entries[slot] ^ entry) >>> DISTANCE_BITS == 0) {
                entries[slot] = Math.max(entries[slot], entry);
                return;
            }
            slot = (slot + 1) & mask;
        }
        entries[slot] = entry;
        count++;
        if (count > entries.length / 4 * 3) {
            grow();
        }
    }

    private void grow() {
        int[] before = entries;
        entries = new int[2 * before.length];
        count = 0;
        for (int entry : before) {
            if (entry != 0) {
                add(entry);
            }
        }
    }

    void addAll(HashPrefixes others) {
        for (int entry : others.entries) {
            if (entry != 0) {
                add(entry);
            }
        }
    }

    /** Whether {@link #registers} are to take over. */
    boolean areTooMany() {
        return count > MOST[indexBits];
    }

    byte[] registers() {
        byte[] registers = new byte[1 << indexBits];
        addTo(registers);
        return registers;
    }

    /** Adds all to registers, of which there are as many as {@link #indexBits} say. */
    void addTo(byte[] registers) {
        for (int entry : entries) {
            if (entry != 0) {
                int rest = PREFIX_BITS - indexBits;
                int zeros = Integer.numberOfLeadingZeros(entry << indexBits);
                int distance = zeros < rest ? zeros + 1 : rest + (entry & (1 << DISTANCE_BITS) - 1);
                int index = entry >>> (Integer.SIZE - indexBits);
                registers[index] = (byte) Math.max(registers[index], distance);
            }
        }
    }

    /** About how many different hashes there were. */
    long estimate() {
        return HashRegisters.linear((1 << PREFIX_BITS) - count, 1 << PREFIX_BITS);
    }

    long retainedBytes() {
        return OBJECT_BYTES + (long) Integer.BYTES * entries.length;
    }
}

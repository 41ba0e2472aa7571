package io.blueshift.executor.compile;

/**
 * A set of longs: open addressing, at most half full, linear probing. Not changed after it is made.
 */
final class LongSet implements ConstantSet {
    private final long[] table;
    private final int mask;
    // Zero marks a free place
    private boolean hasZero;

    LongSet(long[] values) {
        int size = Math.max(4, Integer.highestOneBit(Math.max(1, values.length)) * 4);
        table = new long[size];
        mask = size - 1;
        for (long value : values) {
            add(value);
        }
    }

    private void add(long value) {
        if (value == 0) {
            hasZero = true;
            return;
        }
        int place = place(value);
        while (table[place] != 0 && table[place] != value) {
            place = place + 1 & mask;
        }
        table[place] = value;
    }

    boolean contains(long value) {
        if (value == 0) {
            return hasZero;
        }
        int place = place(value);
        while (table[place] != 0) {
            if (table[place] == value) {
                return true;
            }
            place = place + 1 & mask;
        }
        return false;
    }

    private int place(long value) {
        long hash = value * 0x9E3779B97F4A7C15L;
        return (int) (hash ^ hash >>> 32) & mask;
    }
}

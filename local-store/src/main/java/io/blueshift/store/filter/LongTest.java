package io.blueshift.store.filter;

import java.util.Arrays;

/** A set of 64-bit integers, in the shapes that predicates have. Immutable. */
public sealed interface LongTest {
    boolean test(long value);

    /** The smallest member. */
    long min();

    /** The largest member. */
    long max();

    /** Whether all integers between the two are members; false if that is not known cheaply. */
    boolean containsAll(long low, long high);

    /** Whether any integer between the two may be a member. */
    boolean overlaps(long low, long high);

    /** The members of the range, which is not empty. */
    record Between(long min, long max) implements LongTest {
        @Override
        public boolean test(long value) {
            return value >= min && value <= max;
        }

        @Override
        public boolean containsAll(long low, long high) {
            return low >= min && high <= max;
        }

        @Override
        public boolean overlaps(long low, long high) {
            return low <= max && high >= min;
        }
    }

    /**
     * Some ranges that neither touch nor overlap, ascending.
     *
     * @param lows inclusive, as are the highs
     */
    record Ranges(long[] lows, long[] highs) implements LongTest {
        @Override
        public boolean test(long value) {
            int index = floor(value);
            return index >= 0 && value <= highs[index];
        }

        /** The last range that begins at or before the value, -1 if there is none. */
        private int floor(long value) {
            int index = Arrays.binarySearch(lows, value);
            return index >= 0 ? index : -index - 2;
        }

        @Override
        public long min() {
            return lows[0];
        }

        @Override
        public long max() {
            return highs[highs.length - 1];
        }

        @Override
        public boolean containsAll(long low, long high) {
            int index = floor(low);
            return index >= 0 && high <= highs[index];
        }

        @Override
        public boolean overlaps(long low, long high) {
            int index = floor(high);
            return index >= 0 && highs[index] >= low;
        }
    }

    /**
     * Single values, for fast membership.
     *
     * @param sorted the values, ascending
     * @param slots open addressing; {@code used} tells which slots are taken
     */
    record Members(long[] sorted, long[] slots, boolean[] used) implements LongTest {
        static Members of(long[] sorted) {
            int size = Integer.highestOneBit(Math.max(2, sorted.length)) * 4;
            long[] slots = new long[size];
            boolean[] used = new boolean[size];
            for (long value : sorted) {
                int slot = slot(value, size);
                while (used[slot]) {
                    slot = (slot + 1) & (size - 1);
                }
                used[slot] = true;
                slots[slot] = value;
            }
            return new Members(sorted, slots, used);
        }

        private static int slot(long value, int size) {
            // Fibonacci hashing: 2^64 / golden ratio
            return (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & (size - 1);
        }

        @Override
        public boolean test(long value) {
            int slot = slot(value, slots.length);
            while (used[slot]) {
                if (slots[slot] == value) {
                    return true;
                }
                slot = (slot + 1) & (slots.length - 1);
            }
            return false;
        }

        @Override
        public long min() {
            return sorted[0];
        }

        @Override
        public long max() {
            return sorted[sorted.length - 1];
        }

        @Override
        public boolean containsAll(long low, long high) {
            return low == high && test(low);
        }

        @Override
        public boolean overlaps(long low, long high) {
            int index = Arrays.binarySearch(sorted, low);
            int first = index >= 0 ? index : -index - 1;
            return first < sorted.length && sorted[first] <= high;
        }
    }
}

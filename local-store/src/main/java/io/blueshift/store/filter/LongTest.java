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

    /**
     * Keeps the positions whose value is a member.
     *
     * @param values by position
     * @param to may be the same array as {@code from}
     * @return how many there are
     */
    int keep(long[] values, int[] from, int count, int[] to);

    /** The set of some single values, in the form in which they are found fastest. */
    static LongTest ofValues(long[] sorted) {
        long width = sorted[sorted.length - 1] - sorted[0] + 1;
        if (width == sorted.length) {
            return new Between(sorted[0], sorted[sorted.length - 1]);
        }
        return Bits.suits(width, sorted.length) ? Bits.of(sorted) : Members.of(sorted);
    }

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

        @Override
        public int keep(long[] values, int[] from, int count, int[] to) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int position = from[i];
                to[kept] = position;
                kept += test(values[position]) ? 1 : 0;
            }
            return kept;
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

        @Override
        public int keep(long[] values, int[] from, int count, int[] to) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int position = from[i];
                to[kept] = position;
                kept += test(values[position]) ? 1 : 0;
            }
            return kept;
        }
    }

    /**
     * Single values as a bitmap: where they are not too far apart.
     *
     * @param sorted the values, ascending
     * @param words a bit for each integer from the first value to the last
     */
    record Bits(long[] sorted, long[] words) implements LongTest {
        private static final long BITS_PER_VALUE_MAX = 1024;
        private static final long SMALL = 1 << 16;

        /** Unsigned: no range is so wide that it is narrow. */
        static boolean suits(long width, int values) {
            return Long.compareUnsigned(width, Math.max(SMALL, values * BITS_PER_VALUE_MAX)) <= 0 && width != 0;
        }

        static Bits of(long[] sorted) {
            long width = sorted[sorted.length - 1] - sorted[0] + 1;
            long[] words = new long[(int) (width + Long.SIZE - 1 >>> 6)];
            for (long value : sorted) {
                long offset = value - sorted[0];
                words[(int) (offset >>> 6)] |= 1L << offset;
            }
            return new Bits(sorted, words);
        }

        @Override
        public boolean test(long value) {
            long offset = value - sorted[0];
            // Behind the last value there is no bit in its word
            return offset >>> 6 < words.length && (words[(int) (offset >>> 6)] >>> offset & 1) != 0;
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
            return anyBetween(sorted, low, high);
        }

        @Override
        public int keep(long[] values, int[] from, int count, int[] to) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int position = from[i];
                to[kept] = position;
                kept += test(values[position]) ? 1 : 0;
            }
            return kept;
        }
    }

    private static boolean anyBetween(long[] sorted, long low, long high) {
        int index = Arrays.binarySearch(sorted, low);
        int first = index >= 0 ? index : -index - 1;
        return first < sorted.length && sorted[first] <= high;
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
            return anyBetween(sorted, low, high);
        }

        @Override
        public int keep(long[] values, int[] from, int count, int[] to) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int position = from[i];
                to[kept] = position;
                kept += test(values[position]) ? 1 : 0;
            }
            return kept;
        }
    }
}

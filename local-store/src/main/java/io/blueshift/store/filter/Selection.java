package io.blueshift.store.filter;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The rows of one block that are still wanted: some of {@code 0..rows-1}, ascending. One instance serves block after
 * block. Not thread-safe.
 */
public final class Selection {
    private static final int[] IDENTITY = IntStream.range(0, 16 * 1024).toArray();

    /** So few of 64 bits are found one by one in less time than all are looked at. */
    private static final int SPARSE_BITS = 20;

    private int[] own = new int[1024];
    private int rows;
    private int count;

    /** Begins a new block, all of it wanted. */
    public void reset(int newRows) {
        if (own.length < newRows) {
            own = new int[newRows];
        }
        rows = newRows;
        count = newRows;
    }

    /** Only these of the block's rows are wanted, ascending. */
    public void only(int[] positions) {
        System.arraycopy(positions, 0, own, 0, positions.length);
        count = positions.length;
    }

    /** Rows of the block, wanted or not. */
    public int rows() {
        return rows;
    }

    /** How many are wanted. */
    public int count() {
        return count;
    }

    public boolean isAll() {
        return count == rows;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The wanted positions, {@link #count} of them. To be read only, and before the next change. */
    public int[] positions() {
        if (!isAll()) {
            return own;
        }
        return rows <= IDENTITY.length ? IDENTITY : IntStream.range(0, rows).toArray();
    }

    /** A copy of the wanted positions. */
    public int[] copy() {
        return Arrays.copyOf(positions(), count);
    }

    /**
     * Where the positions that stay are to be written, in order and never ahead of {@link #positions}; then
     * {@link #keep} says how many they are.
     */
    int[] target() {
        return own;
    }

    /** The first so many positions of {@link #target} stay. */
    void keep(int newCount) {
        // All of them: what was written to the target is the identity, or what had stood there
        count = newCount;
    }

    public void clear() {
        count = 0;
    }

    /** Keeps the positions whose bit is set, least significant first; there are no others. */
    public void retain(long[] bits) {
        keep(isAll() ? expand(bits) : pick(bits));
    }

    /** Writes down the positions of set bits; where these are many, without a branch for each. */
    private int expand(long[] bits) {
        int[] to = target();
        int kept = 0;
        for (int first = 0; first < rows; first += Long.SIZE) {
            long word = bits[first >>> 6];
            if (Long.bitCount(word) <= SPARSE_BITS) {
                for (; word != 0; word &= word - 1) {
                    to[kept++] = first + Long.numberOfTrailingZeros(word);
                }
                continue;
            }
            int end = Math.min(rows, first + Long.SIZE);
            for (int position = first; position < end; position++) {
                to[kept] = position;
                kept += (int) (word >>> position & 1);
            }
        }
        return kept;
    }

    private int pick(long[] bits) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int position = own[i];
            own[kept] = position;
            kept += (int) (bits[position >>> 6] >>> position & 1);
        }
        return kept;
    }

    /** Keeps the positions that pass: for what is rare. */
    public void retain(IntPredicate test) {
        int[] from = positions();
        int[] to = target();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int position = from[i];
            to[kept] = position;
            kept += test.test(position) ? 1 : 0;
        }
        keep(kept);
    }
}

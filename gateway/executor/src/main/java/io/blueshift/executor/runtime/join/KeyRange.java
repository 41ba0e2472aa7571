package io.blueshift.executor.runtime.join;

/**
 * The least and the greatest of some longs; empty if {@code min > max}.
 */
public record KeyRange(long min, long max) {
    public static final KeyRange EMPTY = new KeyRange(Long.MAX_VALUE, Long.MIN_VALUE);

    static KeyRange of(long[] values, int count) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        return new KeyRange(min, max);
    }

    KeyRange with(KeyRange other) {
        return new KeyRange(Math.min(min, other.min), Math.max(max, other.max));
    }

    public boolean isEmpty() {
        return min > max;
    }

    /** How many longs there are between the two, both included; as an unsigned number, of which zero is 2^64. */
    long width() {
        return max - min + 1;
    }
}

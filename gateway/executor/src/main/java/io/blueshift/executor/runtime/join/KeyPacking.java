package io.blueshift.executor.runtime.join;

import java.util.List;
import java.util.Optional;

/**
 * Several long keys as one: numbers in a mixed radix, the digits of which are offsets from each key's least value. Only
 * keys within the ranges of the build side have one, but others match nothing anyway.
 *
 * @param widths how many values each key may have
 * @param total how many values the packed key may have
 */
public record KeyPacking(long[] mins, long[] widths, long total) {
    /** Absent if one long has no room for them. */
    static Optional<KeyPacking> of(List<KeyRange> ranges) {
        long[] mins = new long[ranges.size()];
        long[] widths = new long[ranges.size()];
        long total = 1;
        for (int i = 0; i < mins.length; i++) {
            KeyRange range = ranges.get(i);
            mins[i] = range.min();
            widths[i] = range.width();
            if (range.isEmpty() || widths[i] <= 0 || Math.multiplyHigh(total, widths[i]) != 0
                    || total * widths[i] < 0) {
                return Optional.empty();
            }
            total *= widths[i];
        }
        return Optional.of(new KeyPacking(mins, widths, total));
    }

    /** Packs keys that are in range. */
    void pack(long[][] columns, int count, long[] target) {
        first(columns[0], count, target);
        for (int key = 1; key < mins.length; key++) {
            next(key, columns[key], count, target);
        }
    }

    private void first(long[] column, int count, long[] target) {
        long min = mins[0];
        for (int i = 0; i < count; i++) {
            target[i] = column[i] - min;
        }
    }

    private void next(int key, long[] column, int count, long[] target) {
        long min = mins[key];
        long width = widths[key];
        for (int i = 0; i < count; i++) {
            target[i] = target[i] * width + (column[i] - min);
        }
    }

    /** Keeps the rows, at the front of the array, whose key is in range. {@code values[i]} is that of {@code rows[i]}. */
    int keepInRange(int key, long[] values, int[] rows, int count) {
        long min = mins[key];
        long width = widths[key];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            rows[kept] = rows[i];
            kept += Long.compareUnsigned(values[i] - min, width) < 0 ? 1 : 0;
        }
        return kept;
    }
}

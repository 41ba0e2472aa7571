package io.blueshift.store.encoding;

import java.util.Arrays;

/**
 * Repeats each of some values until its run ends. Most runs are short and their lengths hard to predict, so a fixed
 * number of elements is written for each, whatever its length, and the next run overwrites what was too much.
 */
public final class Runs {
    private static final int STEP = 8;

    private Runs() {}

    /** @param ends position behind each run, ascending; the target is at least as long as the last */
    public static void repeat(long[] values, int[] ends, long[] target) {
        int start = 0;
        int room = target.length - STEP;
        for (int run = 0; run < ends.length; run++) {
            long value = values[run];
            int end = ends[run];
            if (start > room) {
                Arrays.fill(target, start, end, value);
            } else {
                target[start] = value;
                target[start + 1] = value;
                target[start + 2] = value;
                target[start + 3] = value;
                target[start + 4] = value;
                target[start + 5] = value;
                target[start + 6] = value;
                target[start + 7] = value;
                if (end - start > STEP) {
                    Arrays.fill(target, start + STEP, end, value);
                }
            }
            start = end;
        }
    }

    /** Like the other, for ints. */
    public static void repeat(int[] values, int[] ends, int[] target) {
        int start = 0;
        int room = target.length - STEP;
        for (int run = 0; run < ends.length; run++) {
            int value = values[run];
            int end = ends[run];
            if (start > room) {
                Arrays.fill(target, start, end, value);
            } else {
                target[start] = value;
                target[start + 1] = value;
                target[start + 2] = value;
                target[start + 3] = value;
                target[start + 4] = value;
                target[start + 5] = value;
                target[start + 6] = value;
                target[start + 7] = value;
                if (end - start > STEP) {
                    Arrays.fill(target, start + STEP, end, value);
                }
            }
            start = end;
        }
    }
}

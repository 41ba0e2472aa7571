package io.blueshift.executor.runtime.join;

import io.blueshift.executor.runtime.interrupt.Interruption;

import java.util.Arrays;
import java.util.Optional;

/**
 * A table for keys that fill much of their range: an array with an element for each possible key. Tasks fill parts of the
 * range, and pass over the others' keys.
 */
final class DenseLongTable extends LongTable {
    /** A hash table needs at least 32 bytes per row; this one up to 8 x 4, and finds without comparing. */
    private static final int RANGE_PER_ROW_MAX = 8;
    private static final int SMALL_RANGE = 4096;
    private static final int RANGE_MAX = Integer.MAX_VALUE - 8;
    private static final int ROWS_PER_TASK_MIN = 1 << 16;

    private final long min;
    private final int range;
    private final int tasks;
    /** The last row with a key, plus one. */
    private final int[] heads;

    DenseLongTable(BuildKeys keys, boolean chained, int threads) {
        super(keys.rows(), chained);
        this.min = keys.range().min();
        this.range = (int) keys.range().width();
        this.tasks = keys.rows() < ROWS_PER_TASK_MIN ? 1 : threads;
        this.heads = new int[range];
    }

    static boolean suits(BuildKeys keys) {
        long width = keys.range().width();
        return width > 0 && width <= Math.min(RANGE_MAX, Math.max(SMALL_RANGE, (long) RANGE_PER_ROW_MAX * keys.rows()));
    }

    @Override
    int tasks() {
        return tasks;
    }

    @Override
    void fill(int task, BuildKeys keys) {
        int from = (int) ((long) range * task / tasks);
        int to = (int) ((long) range * (task + 1) / tasks);
        long[] scratch = new long[LongChunks.CHUNK];
        for (BuildKeys.Chunk chunk : keys.chunks()) {
            Interruption.check();
            fill(keys.keys(chunk, scratch), chunk.count(), chunk.firstRow(), from, to);
        }
    }

    private void fill(long[] values, int count, int firstRow, int from, int to) {
        int[] chains = chains();
        int width = to - from;
        long base = min + from;
        for (int i = 0; i < count; i++) {
            long offset = values[i] - base;
            if (Long.compareUnsigned(offset, width) < 0) {
                int at = from + (int) offset;
                int head = heads[at];
                if (head != 0 && isChained()) {
                    chains = chains == null ? startChains() : chains;
                    chains[firstRow + i] = head;
                }
                heads[at] = firstRow + i + 1;
            }
        }
    }

    @Override
    Optional<long[]> keys(int max) {
        long[] keys = new long[Math.min(max, range)];
        int count = 0;
        for (int i = 0; i < range; i++) {
            if (heads[i] != 0) {
                if (count == keys.length) {
                    return Optional.empty();
                }
                keys[count++] = min + i;
            }
        }
        return Optional.of(Arrays.copyOf(keys, count));
    }

    @Override
    LongKeyFilter keyFilter(KeyRange keyRange) {
        BitmapKeyFilter filter = new BitmapKeyFilter(min, range);
        for (int i = 0; i < range; i++) {
            Interruption.check(i);
            if (heads[i] != 0) {
                filter.add(min + i);
            }
        }
        return filter;
    }

    @Override
    public Finder finder() {
        return this::find;
    }

    private int find(long[] values, int[] rows, int count, int[] found) {
        int[] firsts = heads;
        long base = min;
        int width = range;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long offset = values[i] - base;
            int head = Long.compareUnsigned(offset, width) < 0 ? firsts[(int) offset] : 0;
            rows[kept] = rows[i];
            found[kept] = head - 1;
            kept += head != 0 ? 1 : 0;
        }
        return kept;
    }

    @Override
    public long retainedBytes() {
        return super.retainedBytes() + 4L * heads.length;
    }
}

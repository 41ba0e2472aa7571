package io.blueshift.executor.runtime.sort;

import io.blueshift.executor.runtime.interrupt.Interruption;

import java.util.List;

/** Draws rows from sorted runs, smallest first. The runs are as many as threads, so each is asked. For one thread. */
public final class RunMerge {
    private final RowChunks rows;
    private final RowOrder order;
    private final List<SortedRun> runs;
    private final int[] next;
    private final int[] ends;

    /** @param runs of addresses in {@code rows} */
    public RunMerge(RowChunks rows, RowOrder order, List<SortedRun> runs) {
        this(rows, order, runs, new int[runs.size()], runs.stream().mapToInt(SortedRun::rows).toArray());
    }

    /**
     * @param starts where to begin in each run
     * @param ends where to end
     */
    RunMerge(RowChunks rows, RowOrder order, List<SortedRun> runs, int[] starts, int[] ends) {
        this.rows = rows;
        this.order = order;
        this.runs = runs;
        this.next = starts.clone();
        this.ends = ends;
    }

    /** The next addresses to the front of the array; how many there were. */
    public int next(long[] addresses) {
        return next(addresses, 0, addresses.length);
    }

    /** The next addresses to {@code [from, to)} of the array; how many there were. */
    int next(long[] addresses, int from, int to) {
        for (int i = from; i < to; i++) {
            Interruption.check(i);
            int first = first();
            if (first < 0) {
                return i - from;
            }
            addresses[i] = runs.get(first).addresses()[next[first]++];
        }
        return to - from;
    }

    private int first() {
        int best = -1;
        for (int run = 0; run < next.length; run++) {
            if (next[run] < ends[run] && (best < 0 || isBefore(run, best))) {
                best = run;
            }
        }
        return best;
    }

    private boolean isBefore(int left, int right) {
        return SortedRun.isBefore(rows, order, runs.get(left), next[left], runs.get(right), next[right]);
    }
}

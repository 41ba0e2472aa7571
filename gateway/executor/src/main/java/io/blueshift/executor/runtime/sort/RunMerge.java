package io.blueshift.executor.runtime.sort;

import java.util.List;

/** Draws rows from sorted runs, smallest first. The runs are as many as threads, so each is asked. For one thread. */
public final class RunMerge {
    private final RowChunks rows;
    private final RowOrder order;
    private final List<SortedRun> runs;
    private final int[] next;

    /** @param runs of addresses in {@code rows} */
    public RunMerge(RowChunks rows, RowOrder order, List<SortedRun> runs) {
        this.rows = rows;
        this.order = order;
        this.runs = runs.stream().filter(run -> run.rows() > 0).toList();
        this.next = new int[this.runs.size()];
    }

    /** The next addresses to the front of the array; how many there were. */
    public int next(long[] addresses) {
        for (int count = 0; count < addresses.length; count++) {
            int first = first();
            if (first < 0) {
                return count;
            }
            addresses[count] = runs.get(first).addresses()[next[first]++];
        }
        return addresses.length;
    }

    private int first() {
        int best = -1;
        for (int run = 0; run < next.length; run++) {
            if (next[run] < runs.get(run).rows() && (best < 0 || isBefore(run, best))) {
                best = run;
            }
        }
        return best;
    }

    private boolean isBefore(int left, int right) {
        SortedRun leftRun = runs.get(left);
        SortedRun rightRun = runs.get(right);
        int byPrefix = Long.compareUnsigned(leftRun.prefixes()[next[left]], rightRun.prefixes()[next[right]]);
        return byPrefix != 0
                ? byPrefix < 0
                : SortedRun.compare(rows, order, leftRun.addresses()[next[left]],
                        rightRun.addresses()[next[right]]) < 0;
    }
}

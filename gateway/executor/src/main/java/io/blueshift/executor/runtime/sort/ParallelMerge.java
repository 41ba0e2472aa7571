package io.blueshift.executor.runtime.sort;

import java.util.Comparator;
import java.util.List;

/**
 * Merges sorted runs in tasks that know nothing of each other: rows at equal distances of the longest run are where the
 * tasks' ranges meet, and a search finds the same places in the other runs (after Francis, Mathieson, Pannan: "A fast,
 * simple algorithm to balance a parallel multiway merge", PARLE 1993). Tasks may run at the same time.
 */
public final class ParallelMerge {
    private final RowChunks rows;
    private final RowOrder order;
    private final List<SortedRun> runs;
    /** For each task, and for the end, where it begins in each run. */
    private final int[][] starts;
    private final long[] merged;

    /** @param runs of addresses in {@code rows}, at least one, of 2^31 - 1 rows at most together */
    public ParallelMerge(RowChunks rows, RowOrder order, List<SortedRun> runs, int tasks) {
        this.rows = rows;
        this.order = order;
        this.runs = List.copyOf(runs);
        this.merged = new long[Math.toIntExact(rows.rows())];
        this.starts = new int[tasks + 1][];
        SortedRun longest = runs.stream().max(Comparator.comparingInt(SortedRun::rows)).orElseThrow();
        for (int task = 0; task <= tasks; task++) {
            int border = (int) ((long) longest.rows() * task / tasks);
            boolean end = task == tasks;
            starts[task] = runs.stream()
                    .mapToInt(run -> end ? run.rows() : begin(run, longest, border))
                    .toArray();
        }
    }

    /** Where the rows of a run begin that are not before that row of the longest one. */
    private int begin(SortedRun run, SortedRun longest, int border) {
        if (run == longest || border == 0) {
            return run == longest ? border : 0;
        }
        int low = 0;
        int high = run.rows();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (SortedRun.isBefore(rows, order, run, middle, longest, border)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Merges one range. */
    public void merge(int task) {
        int from = total(starts[task]);
        int to = total(starts[task + 1]);
        new RunMerge(rows, order, runs, starts[task], starts[task + 1]).next(merged, from, to);
    }

    private static int total(int[] counts) {
        int total = 0;
        for (int count : counts) {
            total += count;
        }
        return total;
    }

    /** The addresses of all rows in their order, when every task has run. */
    public long[] merged() {
        return merged;
    }
}

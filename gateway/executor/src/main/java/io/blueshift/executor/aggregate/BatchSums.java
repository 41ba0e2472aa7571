package io.blueshift.executor.aggregate;

import io.blueshift.executor.compile.RowSums;
import io.blueshift.executor.runtime.aggregate.PartialSum;
import io.blueshift.executor.runtime.aggregate.SummingAccumulator;
import io.blueshift.executor.vector.Batch;

import java.util.Arrays;

/** Adds up the sums of {@link FusedSums} batch by batch, in words of its own. For one thread. */
final class BatchSums {
    /** Rows of a batch for each group, so that handing the sums over costs little beside adding up. */
    private static final int ROWS_PER_GROUP = 4;

    /** Words of all groups: 16 KB, which stay in a processor's first cache. */
    private static final int WORDS_MAX = 1 << 11;

    private final FusedSums plan;
    private final RowSums sums;
    private long[] words = {};

    BatchSums(FusedSums plan, RowSums sums) {
        this.plan = plan;
        this.sums = sums;
    }

    boolean isFused(int call) {
        return plan.ofCall().get(call) != FusedSums.NOT_FUSED;
    }

    boolean isComplete() {
        return plan.isComplete();
    }

    /** Whether adding a batch up pays for so many groups. */
    boolean pays(int groups, int rows) {
        return rows <= PartialSum.ROWS_MAX && rows >= (long) ROWS_PER_GROUP * groups
                && groups * sums.words() <= WORDS_MAX;
    }

    /** Adds a batch's wanted rows to their groups. */
    void add(Batch batch, int[] rowGroups, Groups groups) {
        int length = groups.count() * sums.words();
        if (words.length < length) {
            words = new long[length];
        } else {
            Arrays.fill(words, 0, length, 0);
        }
        if (groups.count() == 1) {
            sums.addAll(batch, words);
        } else {
            sums.add(batch, rowGroups, words);
        }
        for (int call = 0; call < plan.ofCall().size(); call++) {
            if (isFused(call)) {
                handOver(call, groups);
            }
        }
    }

    private void handOver(int call, Groups groups) {
        int expression = plan.ofCall().get(call);
        SummingAccumulator accumulator = (SummingAccumulator) groups.accumulator(call);
        for (int group = 0; group < groups.count(); group++) {
            int at = group * sums.words();
            if (expression == FusedSums.ROWS) {
                accumulator.addSum(group, words, at, words[at]);
                continue;
            }
            long values = sums.values(expression, words, at);
            if (values > 0) {
                accumulator.addSum(group, words, at + sums.sumPlace(expression), values);
            }
        }
    }

    long retainedBytes() {
        return 8L * words.length;
    }
}

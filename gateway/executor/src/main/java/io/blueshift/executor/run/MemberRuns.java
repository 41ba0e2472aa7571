package io.blueshift.executor.run;

import io.blueshift.executor.runtime.join.LongKeyFilter;
import io.blueshift.executor.scan.EncodedColumn;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.LongForm;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which rows of a column in runs have a key that a join may know. Each run is looked at once, and rows only of those runs
 * that pass, which are few: short runs would cost a mispredicted branch each otherwise. For one thread.
 */
final class MemberRuns {
    private final LongKeyFilter members;
    private long[] values = new long[0];
    private int[] passing = new int[0];
    private long[] marks = new long[0];

    MemberRuns(LongKeyFilter members) {
        this.members = members;
    }

    /**
     * @param selected which stored rows the batch is made of; absent if all
     * @param kept receives the wanted rows of the batch that pass
     * @return how many there are
     */
    int keep(EncodedColumn.Runs runs, Type type, Optional<int[]> selected, Batch batch, int[] kept) {
        int count = runs.ends().length;
        if (values.length < count) {
            values = new long[count];
            passing = new int[count];
        }
        LongForm.of(type, runs.values(), values);
        System.arraycopy(Batch.identity(count), 0, passing, 0, count);
        int passed = members.keep(values, passing, count);
        return selected.isEmpty() && batch.count() == runs.rows()
                ? rowsOf(runs.ends(), passed, kept)
                : keepMarked(runs, passed, selected, batch, kept);
    }

    private int rowsOf(int[] ends, int passed, int[] target) {
        int count = 0;
        for (int i = 0; i < passed; i++) {
            int run = passing[i];
            for (int row = run == 0 ? 0 : ends[run - 1]; row < ends[run]; row++) {
                target[count++] = row;
            }
        }
        return count;
    }

    private int keepMarked(EncodedColumn.Runs runs, int passed, Optional<int[]> selected, Batch batch, int[] kept) {
        mark(runs, passed);
        int[] stored = selected.orElseGet(() -> Batch.identity(runs.rows()));
        int[] rows = batch.rows();
        int count = 0;
        for (int i = 0; i < batch.count(); i++) {
            int at = stored[rows[i]];
            kept[count] = rows[i];
            count += (int) (marks[at >>> 6] >>> at & 1);
        }
        return count;
    }

    private void mark(EncodedColumn.Runs runs, int passed) {
        int words = runs.rows() + 63 >>> 6;
        if (marks.length < words) {
            marks = new long[words];
        } else {
            Arrays.fill(marks, 0, words, 0);
        }
        int[] ends = runs.ends();
        for (int i = 0; i < passed; i++) {
            int run = passing[i];
            for (int row = run == 0 ? 0 : ends[run - 1]; row < ends[run]; row++) {
                marks[row >>> 6] |= 1L << row;
            }
        }
    }
}

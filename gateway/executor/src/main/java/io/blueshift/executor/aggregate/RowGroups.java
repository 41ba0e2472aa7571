package io.blueshift.executor.aggregate;

import io.blueshift.executor.runtime.aggregate.Accumulator;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;

import java.util.Arrays;
import java.util.Optional;

/**
 * The rows of a batch that some aggregates want, and their groups. Where groups are few, rows are sorted by group once, so
 * that each accumulator runs through a group's rows with its state in a register.
 */
final class RowGroups {
    /** So few that a batch has long runs of each. */
    private static final int FEW_GROUPS = 16;

    private static final int ROWS_PER_GROUP = 32;

    private static final int GROUPS_IN_PASSES = 4;

    private int[] rows = {};
    private int[] groups = {};
    private int count;
    private int[] ownRows = {};
    private int[] ownGroups = {};
    private int[] sorted = {};
    private final int[] starts = new int[FEW_GROUPS + 1];
    private int few;

    /** All rows of the batch; the arrays are only read, until the next call. */
    void all(int[] allRows, int allCount, int[] allGroups, int groupCount) {
        rows = allRows;
        groups = allGroups;
        count = allCount;
        sort(groupCount);
    }

    /** Those where the mask is TRUE. */
    void masked(Vector mask, int[] allRows, int allCount, int[] allGroups, int groupCount) {
        if (ownRows.length < allCount) {
            ownRows = new int[allCount];
            ownGroups = new int[allCount];
        }
        long[] values = mask.longs();
        Optional<long[]> validity = mask.validity();
        int kept = 0;
        for (int i = 0; i < allCount; i++) {
            int row = allRows[i];
            ownRows[kept] = row;
            ownGroups[kept] = allGroups[i];
            kept += values[row] != 0 && (validity.isEmpty() || Bitmap.isSet(validity.get(), 0, row)) ? 1 : 0;
        }
        rows = ownRows;
        groups = ownGroups;
        count = kept;
        sort(groupCount);
    }

    private void sort(int groupCount) {
        few = groupCount <= FEW_GROUPS && count >= (long) ROWS_PER_GROUP * groupCount ? groupCount : 0;
        if (few <= 1) {
            return;
        }
        if (sorted.length <= count) {
            sorted = new int[count + 1];
        }
        Arrays.fill(starts, 0);
        if (few <= GROUPS_IN_PASSES) {
            sortInPasses();
        } else {
            sortByCounting();
        }
    }

    /** One pass for each group, without branches: counters in memory would make each row wait for the one before. */
    private void sortInPasses() {
        int[] target = sorted;
        int next = 0;
        for (int group = 0; group < few; group++) {
            for (int i = 0; i < count; i++) {
                target[next] = rows[i];
                next += groups[i] == group ? 1 : 0;
            }
            starts[group + 1] = next;
        }
    }

    private void sortByCounting() {
        for (int i = 0; i < count; i++) {
            starts[groups[i] + 1]++;
        }
        for (int group = 0; group < few; group++) {
            starts[group + 1] += starts[group];
        }
        int[] next = starts.clone();
        for (int i = 0; i < count; i++) {
            sorted[next[groups[i]]++] = rows[i];
        }
    }

    void addTo(Accumulator accumulator, Vector[] arguments) {
        if (few == 0) {
            accumulator.add(arguments, rows, count, groups);
        } else if (few == 1) {
            accumulator.addToOne(0, arguments, rows, 0, count);
        } else {
            for (int group = 0; group < few; group++) {
                if (starts[group] < starts[group + 1]) {
                    accumulator.addToOne(group, arguments, sorted, starts[group], starts[group + 1]);
                }
            }
        }
    }

    long retainedBytes() {
        return 4L * (ownRows.length + ownGroups.length + sorted.length);
    }
}

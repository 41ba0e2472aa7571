package io.blueshift.executor.run;

import io.blueshift.executor.runtime.join.LongKeyFilter;
import io.blueshift.executor.scan.EncodedColumn;
import io.blueshift.executor.scan.ScanBatch;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Lets go of rows whose key is not in a join's table, before their other columns are read: of a column in runs it looks at
 * each run once. Stops looking if that is true of few. For one thread.
 */
final class MemberFilter {
    private static final int TRIAL_ROWS = 64 * 1024;
    /** With fewer rows let go, looking costs more than it saves. */
    private static final double PASSING_MAX = 0.8;

    private final int channel;
    private final LongKeyFilter members;
    private final MemberRuns runs;
    private long seen = 1;
    private long passed = 1;

    private MemberFilter(int channel, LongKeyFilter members) {
        this.channel = channel;
        this.members = members;
        this.runs = new MemberRuns(members);
    }

    static Stream<MemberFilter> of(KeyFilter filter) {
        return filter.members().get().map(members -> new MemberFilter(filter.channel(), members)).stream();
    }

    /** How many rows were let go. */
    long dropped() {
        return seen - passed;
    }

    /** Share of the rows looked at so far that passed. */
    double passRate() {
        return (double) passed / seen;
    }

    /** @param rows those of the scanned ones that are still wanted */
    Batch apply(ScanBatch scanned, Batch rows) {
        if (rows.count() == 0 || seen >= TRIAL_ROWS && passRate() > PASSING_MAX) {
            return rows;
        }
        Vector keys = rows.vector(channel);
        int[] left;
        int count;
        if (!keys.isLoaded() && scanned.encoded(channel) instanceof EncodedColumn.Runs stored) {
            left = new int[rows.count()];
            count = runs.keep(stored, keys.type(), scanned.selected(), rows, left);
        } else {
            left = Arrays.copyOf(rows.rows(), rows.count());
            count = members.keep(keys.longs(), left, left.length);
        }
        seen += rows.count();
        passed += count;
        return rows.select(left, count);
    }
}

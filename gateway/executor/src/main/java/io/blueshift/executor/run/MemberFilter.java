package io.blueshift.executor.run;

import io.blueshift.executor.runtime.join.LongKeyFilter;
import io.blueshift.executor.vector.Batch;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Lets go of rows whose key is not in a join's table, before their other columns are read. Stops looking if that is true of
 * few. For one thread.
 */
final class MemberFilter {
    private static final int TRIAL_ROWS = 64 * 1024;
    /** With fewer rows let go, looking costs more than it saves. */
    private static final double PASSING_MAX = 0.8;

    private final int channel;
    private final LongKeyFilter members;
    private long seen;
    private long passed;

    private MemberFilter(int channel, LongKeyFilter members) {
        this.channel = channel;
        this.members = members;
    }

    static Stream<MemberFilter> of(KeyFilter filter) {
        return filter.members().get().map(members -> new MemberFilter(filter.channel(), members)).stream();
    }

    /** How many rows were let go. */
    long dropped() {
        return seen - passed;
    }

    Batch apply(Batch rows) {
        if (rows.count() == 0 || seen >= TRIAL_ROWS && passed > seen * PASSING_MAX) {
            return rows;
        }
        int[] left = Arrays.copyOf(rows.rows(), rows.count());
        int count = members.keep(rows.vector(channel).longs(), left, rows.count());
        seen += rows.count();
        passed += count;
        return rows.select(left, count);
    }
}

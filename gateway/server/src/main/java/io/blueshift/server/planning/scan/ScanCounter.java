package io.blueshift.server.planning.scan;

import java.util.concurrent.atomic.LongAdder;

/** What the readers of a table have got from its source so far. Safe for all threads. */
public final class ScanCounter {
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void add(long moreRows, long moreBytes) {
        rows.add(moreRows);
        bytes.add(moreBytes);
    }

    public long rows() {
        return rows.sum();
    }

    public long bytes() {
        return bytes.sum();
    }
}

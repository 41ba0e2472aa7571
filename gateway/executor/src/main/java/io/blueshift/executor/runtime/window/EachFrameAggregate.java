package io.blueshift.executor.runtime.window;

import io.blueshift.executor.runtime.aggregate.Accumulator;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.ArrayList;
import java.util.List;

/**
 * An aggregate over frames whose states cannot be put together from others: with DISTINCT or ORDER BY. Each frame is gone
 * through, but the same frame in rows that follow each other only once.
 */
final class EachFrameAggregate implements WindowEvaluator {
    /** Rows of all frames that are computed together. */
    private static final int BLOCK_ROWS = 64 * 1024;

    private final FrameAggregate aggregate;

    EachFrameAggregate(FrameAggregate aggregate) {
        this.aggregate = aggregate;
    }

    @Override
    public Vector evaluate(WindowRows rows) {
        Vector[] arguments = aggregate.arguments(rows);
        Frames frames = Frames.of(rows, aggregate.call().frame());
        int[] starts = frames.starts();
        int[] ends = frames.ends();
        List<Vector> results = new ArrayList<>();
        int from = 0;
        while (from < rows.count()) {
            Interruption.check();
            int to = from;
            long size = 0;
            while (to < rows.count() && (to == from || size < BLOCK_ROWS)) {
                size += Math.max(1, ends[to] - starts[to]);
                to++;
            }
            results.add(block(arguments, frames, from, to));
            from = to;
        }
        return ColumnParts.join(aggregate.call().function().returnType(), results, rows.count());
    }

    private Vector block(Vector[] arguments, Frames frames, int from, int to) {
        int[] states = new int[to - from];
        Accumulator accumulator = aggregate.create(to - from);
        int last = -1;
        for (int row = from; row < to; row++) {
            int start = frames.starts()[row];
            int end = frames.ends()[row];
            if (row == from || start != frames.starts()[row - 1] || end != frames.ends()[row - 1]) {
                last++;
                if (start < end) {
                    FrameAggregate.addAllToOne(accumulator, last, arguments, Batch.identity(end), start, end);
                }
            }
            states[row - from] = last;
        }
        accumulator.complete();
        return ColumnParts.pick(accumulator.result(0, last + 1), states);
    }
}

package io.blueshift.executor.runtime.window;

import io.blueshift.executor.runtime.aggregate.Accumulator;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

/** An aggregate whose frame is the whole partition: one state for each. */
final class PartitionAggregate implements WindowEvaluator {
    private final FrameAggregate aggregate;

    PartitionAggregate(FrameAggregate aggregate) {
        this.aggregate = aggregate;
    }

    @Override
    public Vector evaluate(WindowRows rows) {
        Accumulator accumulator = aggregate.create(rows.partitions());
        Vector[] arguments = aggregate.arguments(rows);
        int[] all = Batch.identity(rows.count());
        if (rows.partitions() == 1) {
            FrameAggregate.addAllToOne(accumulator, 0, arguments, all, 0, rows.count());
        } else {
            FrameAggregate.addAll(accumulator, arguments, all, rows.count(), rows.rowPartitions());
        }
        accumulator.complete();
        return ColumnParts.pick(accumulator.result(0, rows.partitions()), rows.rowPartitions());
    }
}

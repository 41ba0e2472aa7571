package io.blueshift.executor.runtime.window;

import io.blueshift.executor.ir.WindowFrame;
import io.blueshift.executor.runtime.aggregate.Accumulator;
import io.blueshift.executor.runtime.aggregate.GroupTable;
import io.blueshift.executor.runtime.aggregate.GroupTables;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An aggregate whose frames begin with the partition: a state for each row, to which that of the row before is added. DISTINCT
 * counts a row only if it is the first of its partition with its arguments.
 */
final class GrowingAggregate implements WindowEvaluator {
    private final FrameAggregate aggregate;

    GrowingAggregate(FrameAggregate aggregate) {
        this.aggregate = aggregate;
    }

    @Override
    public Vector evaluate(WindowRows rows) {
        int count = rows.count();
        // The last one is that of frames without rows
        Accumulator states = aggregate.create(count + 1, false);
        Vector[] arguments = aggregate.arguments(rows);
        int[] all = Batch.identity(count);
        if (aggregate.call().distinct()) {
            int[] firsts = new int[count];
            int firstCount = firsts(rows, arguments, firsts);
            FrameAggregate.addAll(states, arguments, firsts, firstCount, firsts);
        } else {
            FrameAggregate.addAll(states, arguments, all, count, all);
        }
        accumulate(rows, states, all);
        states.complete();
        if (endsWithRow()) {
            return states.result(0, count);
        }
        Frames frames = Frames.of(rows, aggregate.call().frame());
        int[] last = frames.ends();
        for (int row = 0; row < count; row++) {
            last[row] = frames.isEmpty(row) ? count : last[row] - 1;
        }
        return ColumnParts.pick(states.result(0, count + 1), last);
    }

    private boolean endsWithRow() {
        WindowFrame frame = aggregate.call().frame();
        return frame.unit() == WindowFrame.Unit.ROWS && frame.end() instanceof WindowFrame.Bound.CurrentRow;
    }

    private static void accumulate(WindowRows rows, Accumulator states, int[] all) {
        int[] starts = rows.partitionStarts();
        int[] target = new int[1];
        for (int partition = 0; partition < rows.partitions(); partition++) {
            for (int row = starts[partition] + 1; row < starts[partition + 1]; row++) {
                Interruption.check(row);
                target[0] = row;
                states.merge(states, all, row - 1, 1, target);
            }
        }
    }

    private int firsts(WindowRows rows, Vector[] arguments, int[] firsts) {
        List<Type> types = new ArrayList<>(List.of(IntegerType.INTEGER));
        types.addAll(aggregate.types());
        Vector[] keys = new Vector[1 + arguments.length];
        keys[0] = partitionNumbers(rows);
        System.arraycopy(arguments, 0, keys, 1, arguments.length);
        int[] groups = new int[rows.count()];
        GroupTable table = GroupTables.create(types);
        table.assign(keys, Batch.identity(rows.count()), rows.count(), groups);
        int found = 0;
        for (int row = 0; row < groups.length; row++) {
            if (groups[row] == found) {
                firsts[found++] = row;
            }
        }
        return found;
    }

    private static Vector partitionNumbers(WindowRows rows) {
        long[] numbers = new long[rows.count()];
        int[] partitions = rows.rowPartitions();
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = partitions[row];
        }
        return Vector.ofLongs(IntegerType.INTEGER, numbers.length, numbers, Optional.empty());
    }
}

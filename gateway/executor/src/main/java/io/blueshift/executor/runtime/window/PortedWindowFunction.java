package io.blueshift.executor.runtime.window;

import io.blueshift.executor.function.WindowBlocks;
import io.blueshift.executor.ir.WindowCall;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.WindowFunction;
import io.trino.spi.type.Type;

/** Any function over windows, as Trino has it: row by row. */
final class PortedWindowFunction implements WindowEvaluator {
    private final WindowCall call;
    private final WindowFunction function;

    PortedWindowFunction(WindowCall call) {
        this.call = call;
        this.function = call.function().open(call.ignoreNulls());
    }

    @Override
    public Vector evaluate(WindowRows rows) {
        Type type = call.function().returnType();
        BlockBuilder results = type.createBlockBuilder(null, rows.count());
        Vector[] arguments = call.arguments().stream().map(rows::column).toArray(Vector[]::new);
        Frames frames = Frames.of(rows, call.frame());
        int[] starts = rows.partitionStarts();
        for (int partition = 0; partition < rows.partitions(); partition++) {
            int first = starts[partition];
            WindowBlocks window = new VectorWindow(arguments, first, starts[partition + 1] - first);
            function.reset(window);
            for (int row = first; row < starts[partition + 1]; row++) {
                Interruption.check();
                int peers = rows.rowPeers()[row];
                boolean empty = frames.isEmpty(row);
                function.processRow(results, rows.peerStarts()[peers] - first, rows.peerStarts()[peers + 1] - 1 - first,
                        empty ? -1 : frames.starts()[row] - first, empty ? -1 : frames.ends()[row] - 1 - first);
            }
        }
        return Vector.of(type, results.build());
    }
}

package io.blueshift.executor.run;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.RowNumber;
import io.blueshift.executor.ir.TopNRanking;
import io.blueshift.executor.ir.Window;
import io.blueshift.executor.runtime.window.WindowEvaluators;
import io.blueshift.executor.runtime.window.WindowShape;
import io.blueshift.executor.window.CountedRowsStep;
import io.blueshift.executor.window.FirstRowsSink;
import io.blueshift.executor.window.RankLimitStep;
import io.blueshift.executor.window.RowNumberStep;
import io.blueshift.executor.window.RowNumbers;
import io.blueshift.executor.window.WindowSink;
import io.blueshift.executor.window.WindowSource;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Where looking at the rows of partitions begins and ends pipelines. */
final class WindowOperators {
    private WindowOperators() {}

    static Chain plan(Window window, PipelineBuilder builder) {
        WindowSink sink = new WindowSink(window.input(), window.keys(), window.orderings(), builder.spilling());
        builder.end(builder.chain(window.input()), sink);
        WindowShape shape = sink.shape();
        return Chain.of(new WindowSource(sink,
                () -> window.calls().stream().map(call -> WindowEvaluators.create(call, shape)).toList()));
    }

    static Chain plan(TopNRanking first, PipelineBuilder builder) {
        FirstRowsSink sink = new FirstRowsSink(first, builder.spilling());
        builder.end(builder.chain(first.input()), sink);
        return Chain.of(new WindowSource(sink.rows(), () -> List.of(WindowEvaluators.ranking(first.ranking()))))
                .then(() -> new RankLimitStep(first.rankMax()));
    }

    static Chain plan(RowNumber node, PipelineBuilder builder) {
        Chain rows = builder.chain(node.input());
        if (node.keys().isEmpty()) {
            AtomicLong count = new AtomicLong();
            return rows.then(() -> new CountedRowsStep(count, node.rowsMax()));
        }
        List<Type> types = node.input().columns().stream().map(Column::type).toList();
        RowNumbers numbers = new RowNumbers(types, node.keys());
        return rows.then(() -> new RowNumberStep(numbers, node.rowsMax()));
    }
}

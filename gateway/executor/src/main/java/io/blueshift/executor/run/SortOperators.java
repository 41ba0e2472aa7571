package io.blueshift.executor.run;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.SingleRow;
import io.blueshift.executor.ir.Sort;
import io.blueshift.executor.ir.TopN;
import io.blueshift.executor.sort.BatchReader;
import io.blueshift.executor.sort.OnceSource;
import io.blueshift.executor.sort.SingleRowSink;
import io.blueshift.executor.sort.SortSink;

import java.util.List;

/** Where sorting, and looking at all rows, begins and ends pipelines. */
final class SortOperators {
    private SortOperators() {}

    static Chain plan(Sort sort, PipelineBuilder builder) {
        return plan(sort.input(), sort.orderings(), Long.MAX_VALUE, builder);
    }

    static Chain plan(TopN first, PipelineBuilder builder) {
        return plan(first.input(), first.orderings(), first.rows(), builder);
    }

    private static Chain plan(PlanNode input, List<Ordering> orderings, long wanted, PipelineBuilder builder) {
        SortSink sink = new SortSink(input, orderings, wanted, builder.spilling());
        if (wanted != Long.MAX_VALUE) {
            builder.onlyUpTo(sink, input, orderings.getFirst().channel());
        }
        builder.end(builder.chain(input), sink);
        return Chain.of(sink.merged()).afterwards(sink::release);
    }

    static Chain plan(SingleRow single, PipelineBuilder builder) {
        SingleRowSink sink = new SingleRowSink(single.input().columns().stream().map(Column::type).toList());
        builder.end(builder.chain(single.input()), sink);
        return Chain.of(new OnceSource(() -> new BatchReader(sink.row())));
    }
}

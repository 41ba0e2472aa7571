package io.blueshift.executor.run;

import io.blueshift.executor.aggregate.AggregateSink;
import io.blueshift.executor.aggregate.AggregateSource;
import io.blueshift.executor.aggregate.DistinctLimitStep;
import io.blueshift.executor.aggregate.DistinctRows;
import io.blueshift.executor.aggregate.GroupIdStep;
import io.blueshift.executor.aggregate.MarkDistinctStep;
import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.DistinctLimit;
import io.blueshift.executor.ir.GroupId;
import io.blueshift.executor.ir.MarkDistinct;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Where grouping begins and ends pipelines. */
final class AggregateOperators {
    private AggregateOperators() {}

    static Chain plan(Aggregate aggregate, PipelineBuilder builder) {
        AggregateSink sink = new AggregateSink(aggregate);
        builder.end(builder.chain(aggregate.input()), sink);
        return Chain.of(new AggregateSource(sink, builder.options().batchRows()));
    }

    static Chain plan(GroupId groupId, PipelineBuilder builder) {
        return builder.chain(groupId.input()).then(() -> new GroupIdStep(groupId));
    }

    static Chain plan(MarkDistinct node, PipelineBuilder builder) {
        List<Column> columns = node.input().columns();
        List<Type> types = node.keys().stream().map(key -> columns.get(key).type()).toList();
        DistinctRows shared = new DistinctRows(types);
        return builder.chain(node.input()).then(() -> new MarkDistinctStep(node.keys(), shared));
    }

    static Chain plan(DistinctLimit node, PipelineBuilder builder) {
        DistinctRows shared = new DistinctRows(node.columns().stream().map(Column::type).toList());
        AtomicLong left = new AtomicLong(node.rows());
        return builder.chain(node.input()).then(() -> new DistinctLimitStep(node.keys(), shared, left));
    }
}

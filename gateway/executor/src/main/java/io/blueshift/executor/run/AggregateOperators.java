package io.blueshift.executor.run;

import io.blueshift.executor.aggregate.DistinctMark;
import io.blueshift.executor.aggregate.DistinctStep;
import io.blueshift.executor.aggregate.FirstKeys;
import io.blueshift.executor.aggregate.FusedSums;
import io.blueshift.executor.aggregate.GroupIdStep;
import io.blueshift.executor.aggregate.SpillableDistinct;
import io.blueshift.executor.aggregate.SpillingAggregate;
import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.DistinctLimit;
import io.blueshift.executor.ir.GroupId;
import io.blueshift.executor.ir.MarkDistinct;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Project;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where grouping begins and ends pipelines. */
final class AggregateOperators {
    private AggregateOperators() {}

    static Chain plan(Aggregate aggregate, PipelineBuilder builder) {
        Optional<FusedSums> fused = FusedSums.of(aggregate);
        SpillingAggregate sink = fused
                .map(sums -> new SpillingAggregate(aggregate, builder.spilling(), sums,
                        () -> builder.sums(sums.expressions(), sums.firstChannel())))
                .orElseGet(() -> new SpillingAggregate(aggregate, builder.spilling()));
        builder.end(fused.isPresent() && aggregate.input() instanceof Project project
                ? late(project, builder)
                : builder.chain(aggregate.input()), sink);
        int batchRows = builder.options().batchRows();
        return Chain.of(sink.groups(batchRows)).and(Chain.of(sink.rest(batchRows))).afterwards(sink::release);
    }

    /** A projection whose expressions are evaluated where their values are wanted, and which keeps what they read. */
    private static Chain late(Project project, PipelineBuilder builder) {
        return builder.chain(project.input())
                .then(() -> new ProjectStep(builder.compileLate(FusedSums.columns(project))))
                .of(project);
    }

    static Chain plan(GroupId groupId, PipelineBuilder builder) {
        return builder.chain(groupId.input()).then(() -> new GroupIdStep(groupId));
    }

    static Chain plan(MarkDistinct node, PipelineBuilder builder) {
        List<Type> types = types(node.input());
        List<Integer> all = IntStream.range(0, types.size()).boxed().toList();
        return distinct(node.input(), builder,
                new SpillableDistinct(types, node.keys(), all, new DistinctMark(), builder.spilling()));
    }

    static Chain plan(DistinctLimit node, PipelineBuilder builder) {
        SpillableDistinct.Output output = new FirstKeys(node.keys(), node.rows());
        return distinct(node.input(), builder,
                new SpillableDistinct(types(node.input()), node.keys(), node.keys(), output, builder.spilling()));
    }

    private static Chain distinct(PlanNode input, PipelineBuilder builder, SpillableDistinct distinct) {
        return builder.chain(input).then(() -> new DistinctStep(distinct)).and(Chain.of(distinct.rest()))
                .afterwards(distinct::release);
    }

    private static List<Type> types(PlanNode node) {
        return node.columns().stream().map(Column::type).toList();
    }
}

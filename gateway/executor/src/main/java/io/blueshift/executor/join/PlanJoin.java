package io.blueshift.executor.join;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.run.Chain;
import io.blueshift.executor.run.PipelineBuilder;
import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.blueshift.executor.runtime.join.JoinKeys;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A join in pipelines: its right side ends in a table, its left side streams past it; rows of the right side that match
 * nothing, if they are wanted, come after that.
 */
public final class PlanJoin {
    /** Making operators is dear, and they are the same for everybody. */
    static final TypeOperators TYPE_OPERATORS = new TypeOperators();

    private PlanJoin() {}

    public static Chain plan(Join join, PipelineBuilder builder) {
        JoinBuild build = new JoinBuild(shape(join));
        builder.end(builder.chain(join.right()), build);
        Optional<Step.Factory> filter = join.filter().map(condition -> builder.filter(List.of(condition)));
        if (!join.type().keepsLeft()) {
            for (int key = 0; key < join.keys().size(); key++) {
                builder.onlyKeysOf(build, key, join.left(), join.keys().get(key).left());
            }
        }
        JoinStage stage = new JoinStage(join, build, filter, new VisitedRows());
        Chain probe = builder.chain(join.left()).then(() -> new JoinProbe(stage));
        return join.type().keepsRight() ? probe.and(Chain.of(new UnmatchedBuildRows(stage))) : probe;
    }

    static BuildShape shape(Join join) {
        List<Type> types = join.right().columns().stream().map(Column::type).toList();
        List<Integer> keyChannels = join.keys().stream().map(Join.Key::right).toList();
        JoinKeys keys = JoinKeys.equal(keyChannels.stream().map(types::get).toList(), TYPE_OPERATORS);
        int left = join.left().columns().size();
        List<Integer> kept = join.filter().isPresent()
                ? IntStream.range(0, types.size()).boxed().toList()
                : join.outputs().stream().filter(output -> output >= left).map(output -> output - left).toList();
        boolean oneMatch = join.anyMatch() && join.filter().isEmpty() && !join.type().keepsRight();
        return new BuildShape(keys, types, keyChannels, kept, join.type().keepsRight(), !oneMatch);
    }
}

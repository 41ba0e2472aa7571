package io.blueshift.executor.join;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.SemiJoin;
import io.blueshift.executor.run.Chain;
import io.blueshift.executor.run.PipelineBuilder;
import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.blueshift.executor.runtime.join.JoinKeys;
import io.trino.spi.type.Type;

import java.util.List;

/** A semi-join in pipelines: its filtering side ends in a set, its input streams past it. */
public final class PlanSemiJoin {
    private PlanSemiJoin() {}

    /** @param onlyMarked whether rows that are not in the set are of no use above */
    public static Chain plan(SemiJoin join, boolean onlyMarked, PipelineBuilder builder) {
        List<Type> types = join.filtering().columns().stream().map(Column::type).toList();
        JoinKeys keys = JoinKeys.identical(List.of(types.get(join.filteringKey())), PlanJoin.TYPE_OPERATORS);
        // NULLs are kept to be counted
        JoinBuild build = new JoinBuild(
                new BuildShape(keys, types, List.of(join.filteringKey()), List.of(), true, false));
        builder.end(builder.chain(join.filtering()), build);
        if (onlyMarked) {
            builder.onlyKeysOf(build, 0, join.input(), join.key());
        }
        return builder.chain(join.input()).then(() -> new SemiJoinProbe(build.table(), join.key()));
    }
}

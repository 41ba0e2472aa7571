package io.blueshift.executor.run;

import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.SemiJoin;
import io.blueshift.executor.join.BuildShapes;
import io.blueshift.executor.join.JoinProbe;
import io.blueshift.executor.join.JoinStage;
import io.blueshift.executor.join.SemiJoinProbe;
import io.blueshift.executor.join.UnmatchedBuildRows;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.runtime.join.JoinBuild;

import java.util.List;
import java.util.Optional;

/**
 * Where joins begin and end pipelines: the right side ends in a table, the left side streams past it; rows of the right
 * side that match nothing, if they are wanted, come after that.
 */
final class JoinOperators {
    private JoinOperators() {}

    static Chain plan(Join join, PipelineBuilder builder) {
        JoinBuild build = new JoinBuild(BuildShapes.of(join));
        builder.end(builder.chain(join.right()), build);
        Optional<Step.Factory> filter = join.filter().map(condition -> builder.filter(List.of(condition)));
        if (!join.type().keepsLeft()) {
            for (int key = 0; key < join.keys().size(); key++) {
                builder.onlyKeysOf(build, key, join.left(), join.keys().get(key).left());
            }
        }
        JoinStage stage = new JoinStage(join, build, filter);
        Chain probe = builder.chain(join.left()).then(() -> new JoinProbe(stage));
        return join.type().keepsRight() ? probe.and(Chain.of(new UnmatchedBuildRows(stage))) : probe;
    }

    /** @param onlyMarked whether rows that are not in the set are of no use above */
    static Chain plan(SemiJoin join, boolean onlyMarked, PipelineBuilder builder) {
        JoinBuild build = new JoinBuild(BuildShapes.of(join));
        builder.end(builder.chain(join.filtering()), build);
        if (onlyMarked) {
            builder.onlyKeysOf(build, 0, join.input(), join.key());
        }
        return builder.chain(join.input()).then(() -> new SemiJoinProbe(build.table(), join.key()));
    }
}

package io.blueshift.executor.run;

import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.SemiJoin;
import io.blueshift.executor.join.SpillableJoin;
import io.blueshift.executor.pipeline.Step;

import java.util.List;
import java.util.Optional;

/**
 * Where joins begin and end pipelines: the right side ends in a table, the left side streams past it; rows of the right
 * side that match nothing, if they are wanted, come after that.
 */
final class JoinOperators {
    private JoinOperators() {}

    static Chain plan(Join join, PipelineBuilder builder) {
        Optional<Step.Factory> filter = join.filter().map(condition -> builder.filter(List.of(condition)));
        SpillableJoin spillable = SpillableJoin.of(join, filter, builder.spilling());
        builder.end(builder.chain(join.right()), spillable.build());
        if (!join.type().keepsLeft()) {
            for (int key = 0; key < join.keys().size(); key++) {
                builder.onlyKeysOf(spillable, key, join.left(), join.keys().get(key).left());
            }
        }
        Chain joined = builder.chain(join.left()).then(spillable::probe);
        if (join.type().endsWithRight()) {
            joined = joined.and(Chain.of(spillable.afterwards()));
        }
        return joined.and(Chain.of(spillable.rest())).afterwards(spillable::release);
    }

    /** @param onlyMarked whether rows that are not in the set are of no use above */
    static Chain plan(SemiJoin join, boolean onlyMarked, PipelineBuilder builder) {
        SpillableJoin spillable = SpillableJoin.of(join, builder.spilling());
        builder.end(builder.chain(join.filtering()), spillable.build());
        if (onlyMarked) {
            builder.onlyKeysOf(spillable, 0, join.input(), join.key());
        }
        return builder.chain(join.input()).then(spillable::probe).and(Chain.of(spillable.rest()))
                .afterwards(spillable::release);
    }
}

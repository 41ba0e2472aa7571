package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Limit;
import io.trino.sql.planner.plan.LimitNode;

/**
 * A limit. Of the pair that Trino plans for several tasks, the partial one adds nothing: the executor's own limit counts
 * over all its threads.
 */
final class LowerLimit {
    private LowerLimit() {}

    static Lowered lower(LimitNode limit, PlanLowering plans) {
        if (limit.isWithTies()) {
            throw new NotLowerableException("Limit", "WITH TIES");
        }
        if (limit.requiresPreSortedInputs()) {
            throw new NotLowerableException("Limit", "over sorted input");
        }
        Lowered input = plans.lower(limit.getSource());
        if (input.node() instanceof Limit inner && inner.rows() <= limit.getCount()) {
            return input;
        }
        if (input.node() instanceof Limit inner) {
            return new Lowered(new Limit(inner.input(), limit.getCount()), input.symbols());
        }
        return new Lowered(new Limit(input.node(), limit.getCount()), input.symbols());
    }
}

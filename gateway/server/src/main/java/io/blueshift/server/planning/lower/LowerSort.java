package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.Sort;
import io.blueshift.executor.ir.TopN;
import io.trino.sql.planner.OrderingScheme;
import io.trino.sql.planner.plan.SortNode;
import io.trino.sql.planner.plan.TopNNode;

import java.util.List;

/** Sorts, whole or of the first rows only. What Trino plans to do first in each task, the executor does in each thread anyway. */
final class LowerSort {
    private LowerSort() {}

    static Lowered lower(SortNode sort, PlanLowering plans) {
        Lowered input = plans.lower(sort.getSource());
        return sort.isPartial()
                ? input
                : new Lowered(new Sort(input.node(), orderings(sort.getOrderingScheme(), input)), input.symbols());
    }

    static Lowered lower(TopNNode first, PlanLowering plans) {
        Lowered input = plans.lower(first.getSource());
        return first.getStep() == TopNNode.Step.PARTIAL
                ? input
                : new Lowered(
                        new TopN(input.node(), orderings(first.getOrderingScheme(), input), first.getCount()),
                        input.symbols());
    }

    private static List<Ordering> orderings(OrderingScheme scheme, Lowered input) {
        return scheme.orderBy().stream()
                .map(symbol -> new Ordering(input.channels().get(symbol), scheme.ordering(symbol))).toList();
    }
}

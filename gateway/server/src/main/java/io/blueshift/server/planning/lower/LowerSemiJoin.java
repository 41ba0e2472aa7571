package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.SemiJoin;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.SemiJoinNode;

import java.util.ArrayList;
import java.util.List;

/**
 * A semi-join, which marks rows; what the marks are for is said by a filter or a projection above.
 */
final class LowerSemiJoin {
    private LowerSemiJoin() {}

    static Lowered lower(SemiJoinNode join, PlanLowering plans) {
        Lowered input = plans.lower(join.getSource());
        Lowered filtering = plans.lower(join.getFilteringSource());
        Symbol mark = join.getSemiJoinOutput();
        List<Symbol> symbols = new ArrayList<>(input.symbols());
        symbols.add(mark);
        return new Lowered(
                new SemiJoin(input.node(), input.channels().get(join.getSourceJoinSymbol()), filtering.node(),
                        filtering.channels().get(join.getFilteringSourceJoinSymbol()), mark.name()),
                symbols);
    }
}

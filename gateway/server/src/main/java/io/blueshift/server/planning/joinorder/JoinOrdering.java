package io.blueshift.server.planning.joinorder;

import com.google.inject.Inject;
import io.trino.cost.CostCalculator;
import io.trino.cost.CostCalculator.EstimatedExchanges;
import io.trino.cost.CostComparator;
import io.trino.cost.StatsCalculator;
import io.trino.sql.PlannerContext;
import io.trino.sql.planner.RuleStatsRecorder;
import io.trino.sql.planner.iterative.IterativeOptimizer;
import io.trino.sql.planner.iterative.rule.ReorderJoins;
import io.trino.sql.planner.optimizations.PlanOptimizer;

import java.util.Set;

/**
 * The optimizer that orders joins by {@link ReorderConnectedJoins}: Trino's has one rule, so that it can be replaced as a whole.
 */
public final class JoinOrdering {
    private final IterativeOptimizer optimizer;

    @Inject
    public JoinOrdering(PlannerContext planner, StatsCalculator stats, @EstimatedExchanges CostCalculator costs,
            CostComparator comparator, RuleStatsRecorder recorder) {
        this.optimizer = new IterativeOptimizer(ReorderConnectedJoins.class.getSimpleName(), planner, recorder, stats,
                costs, Set.of(new ReorderConnectedJoins(planner, costs, comparator)));
    }

    /**
     * This one instead of Trino's, or the same optimizer if it does something else.
     *
     * @throws IllegalStateException if Trino's rule has become one of several
     */
    public PlanOptimizer inPlaceOf(PlanOptimizer other) {
        if (!(other instanceof IterativeOptimizer iterative)
                || iterative.getRules().stream().noneMatch(ReorderJoins.class::isInstance)) {
            return other;
        }
        if (iterative.getRules().size() > 1) {
            throw new IllegalStateException("Trino orders joins along with other rules: " + iterative.getName());
        }
        return optimizer;
    }
}

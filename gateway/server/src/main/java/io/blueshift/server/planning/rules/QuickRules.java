package io.blueshift.server.planning.rules;

import com.google.inject.Inject;
import io.trino.cost.CostCalculator;
import io.trino.cost.CostCalculator.EstimatedExchanges;
import io.trino.cost.StatsCalculator;
import io.trino.sql.planner.iterative.IterativeOptimizer;
import io.trino.sql.planner.optimizations.PlanOptimizer;

import static java.util.Objects.requireNonNull;

/** Puts a {@link RuleOptimizer} where Trino has an {@link IterativeOptimizer}. */
public final class QuickRules {
    /** Has, beside its rules, an older optimiser that a session may ask for. */
    private static final String TWO_IN_ONE = "PushDownWindowFilters";

    private final StatsCalculator stats;
    private final CostCalculator costs;

    /** @param costs those that Trino gives to every one of its rules */
    @Inject
    public QuickRules(StatsCalculator stats, @EstimatedExchanges CostCalculator costs) {
        this.stats = requireNonNull(stats, "stats is null");
        this.costs = requireNonNull(costs, "costs is null");
    }

    /** The same rules in a quicker optimiser, or the same optimiser if it is not one of rules alone. */
    public PlanOptimizer inPlaceOf(PlanOptimizer trino) {
        return trino instanceof IterativeOptimizer iterative && !iterative.getName().equals(TWO_IN_ONE)
                ? new RuleOptimizer(iterative, stats, costs)
                : trino;
    }
}

package io.blueshift.server.planning.rules;

import io.trino.cost.CostCalculator;
import io.trino.cost.StatsCalculator;
import io.trino.sql.planner.iterative.IterativeOptimizer;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import io.trino.sql.planner.plan.PlanNode;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Does what an {@link IterativeOptimizer} would do with the same rules in the same order, but looks first whether a rule
 * matches at all: if none does anywhere, the plan is not taken apart and put together again, and a rule
 * without a match costs neither a stream nor a look at the session. Rules count per query, as EXPLAIN ANALYZE
 * VERBOSE shows them, and not for all queries together. Thread-safe.
 */
final class RuleOptimizer implements PlanOptimizer {
    private final MatchedRules rules;
    private final StatsCalculator stats;
    private final CostCalculator costs;

    RuleOptimizer(List<Rule<?>> rules, StatsCalculator stats, CostCalculator costs) {
        this.rules = new MatchedRules(rules);
        this.stats = requireNonNull(stats, "stats is null");
        this.costs = requireNonNull(costs, "costs is null");
    }

    @Override
    public PlanNode optimize(PlanNode plan, Context context) {
        return rules.matchWithin(plan) ? new Exploration(plan, context, rules, stats, costs).run() : plan;
    }
}

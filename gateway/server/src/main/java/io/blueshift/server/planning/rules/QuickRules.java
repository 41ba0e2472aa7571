package io.blueshift.server.planning.rules;

import com.google.inject.Inject;
import io.blueshift.server.planning.choices.Choices;
import io.trino.cost.CostCalculator;
import io.trino.cost.CostCalculator.EstimatedExchanges;
import io.trino.cost.StatsCalculator;
import io.trino.sql.PlannerContext;
import io.trino.sql.planner.iterative.IterativeOptimizer;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.optimizations.PlanOptimizer;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/** Puts a {@link RuleOptimizer} where Trino has an {@link IterativeOptimizer}, with rules of ours among Trino's. */
public final class QuickRules {
    /** Has, beside its rules, an older optimiser that a session may ask for. */
    private static final String TWO_IN_ONE = "PushDownWindowFilters";

    private final StatsCalculator stats;
    private final CostCalculator costs;
    private final IncomparableConstants constants;
    private final Choices choices;

    /** @param costs those that Trino gives to every one of its rules */
    @Inject
    public QuickRules(PlannerContext planner, StatsCalculator stats, @EstimatedExchanges CostCalculator costs,
            Choices choices) {
        this.stats = requireNonNull(stats, "stats is null");
        this.costs = requireNonNull(costs, "costs is null");
        this.constants = new IncomparableConstants(planner);
        this.choices = requireNonNull(choices, "choices is null");
    }

    /** The same rules, and ours, in a quicker optimiser, or the same optimiser if it is not one of rules alone. */
    public PlanOptimizer inPlaceOf(PlanOptimizer trino) {
        return trino instanceof IterativeOptimizer iterative && !iterative.getName().equals(TWO_IN_ONE)
                ? new RuleOptimizer(rules(iterative), stats, costs)
                : trino;
    }

    private List<Rule<?>> rules(IterativeOptimizer trino) {
        List<Rule<?>> rules = new ArrayList<>(List.of(constants, new PaddedKeys()));
        rules.addAll(choices.offeredBy(trino.getRules()));
        return rules;
    }
}

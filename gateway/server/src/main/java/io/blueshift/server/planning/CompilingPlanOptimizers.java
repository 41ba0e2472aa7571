package io.blueshift.server.planning;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import io.blueshift.server.planning.joinorder.JoinOrdering;
import io.blueshift.server.planning.reuse.ReusedPlans;
import io.blueshift.server.planning.rules.QuickRules;
import io.trino.sql.planner.PlanOptimizers;
import io.trino.sql.planner.PlanOptimizersFactory;
import io.trino.sql.planner.iterative.IterativeOptimizer;
import io.trino.sql.planner.iterative.RuleStats;
import io.trino.sql.planner.optimizations.AdaptivePlanOptimizer;
import io.trino.sql.planner.optimizations.OptimizerStats;
import io.trino.sql.planner.optimizations.PlanOptimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Trino's optimisers, their rules tried in a quicker way ({@link QuickRules}), with another search for the order of joins,
 * with {@link ImpliedConditions} before the first that pushes predicates down, and with {@link CompilePlans}: behind all
 * that improve a plan, before those that distribute it over tasks and threads, which an executor on one machine does itself.
 */
public final class CompilingPlanOptimizers implements PlanOptimizersFactory {
    /** What Trino runs before it pushes predicates down for the first time. */
    private static final String BEFORE_FIRST_PUSH_DOWN = "SimplifyExpressionsAfterMergeValues";
    /** The first of the optimisers that prepare a plan for several nodes. */
    private static final String FIRST_OF_DISTRIBUTION = "PushTableWriteThroughUnion";
    /** Behind it: unaliasing, then the exchanges, then how many partitions they have. */
    private static final int EXCHANGES = 2;
    private static final int PARTITION_COUNT = 3;

    private final PlanOptimizers trino;
    private final List<PlanOptimizer> optimizers;

    @Inject
    public CompilingPlanOptimizers(PlanOptimizers trino, JoinOrdering joinOrdering, QuickRules quickRules,
            ImpliedConditions impliedConditions, CompilePlans compilePlans, ReusedPlans reusedPlans) {
        this.trino = requireNonNull(trino, "trino is null");
        List<PlanOptimizer> all = new ArrayList<>(trino.getPlanOptimizers());
        all.replaceAll(joinOrdering::inPlaceOf);
        int beforeFirstPushDown = indexOf(BEFORE_FIRST_PUSH_DOWN, all);
        int distribution = indexOf(FIRST_OF_DISTRIBUTION, all);
        all.set(distribution + EXCHANGES, unlessCompiled(all.get(distribution + EXCHANGES)));
        all.set(distribution + PARTITION_COUNT, unlessCompiled(all.get(distribution + PARTITION_COUNT)));
        all.replaceAll(quickRules::inPlaceOf);
        List<PlanOptimizer> improving = new ArrayList<>(all.subList(0, distribution));
        improving.add(beforeFirstPushDown + 1, impliedConditions);
        this.optimizers = ImmutableList.<PlanOptimizer>builder()
                .add(reusedPlans.inPlaceOf(improving, compilePlans, CompilePlans::isCompiledAsAWhole))
                .addAll(all.subList(distribution, all.size())).build();
    }

    private static int indexOf(String name, List<PlanOptimizer> optimizers) {
        for (int i = 0; i < optimizers.size(); i++) {
            if (optimizers.get(i) instanceof IterativeOptimizer iterative && iterative.getName().equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException("Trino has no optimiser " + name + " any more");
    }

    /** A query that is one scan needs no exchange: with one it would run in two stages. */
    private static PlanOptimizer unlessCompiled(PlanOptimizer optimizer) {
        return (plan, context) -> CompilePlans.isCompiledAsAWhole(plan) ? plan : optimizer.optimize(plan, context);
    }

    @Override
    public List<PlanOptimizer> getPlanOptimizers() {
        return optimizers;
    }

    @Override
    public List<AdaptivePlanOptimizer> getAdaptivePlanOptimizers() {
        return trino.getAdaptivePlanOptimizers();
    }

    @Override
    public Map<Class<?>, OptimizerStats> getOptimizerStats() {
        return trino.getOptimizerStats();
    }

    @Override
    public Map<Class<?>, RuleStats> getRuleStats() {
        return trino.getRuleStats();
    }
}

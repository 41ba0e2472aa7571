package io.blueshift.server.planning;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import io.trino.sql.planner.PlanOptimizers;
import io.trino.sql.planner.PlanOptimizersFactory;
import io.trino.sql.planner.iterative.RuleStats;
import io.trino.sql.planner.optimizations.AdaptivePlanOptimizer;
import io.trino.sql.planner.optimizations.OptimizerStats;
import io.trino.sql.planner.optimizations.PlanOptimizer;

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Trino's optimisers, and {@link CompilePlans} after them.
 */
public final class CompilingPlanOptimizers implements PlanOptimizersFactory {
    private final PlanOptimizers trino;
    private final List<PlanOptimizer> optimizers;

    @Inject
    public CompilingPlanOptimizers(PlanOptimizers trino, CompilePlans compilePlans) {
        this.trino = requireNonNull(trino, "trino is null");
        this.optimizers = ImmutableList.<PlanOptimizer>builder().addAll(trino.getPlanOptimizers()).add(compilePlans)
                .build();
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

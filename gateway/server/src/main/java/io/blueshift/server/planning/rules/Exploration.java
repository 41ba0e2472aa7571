package io.blueshift.server.planning.rules;

import io.trino.Session;
import io.trino.SystemSessionProperties;
import io.trino.cost.CachingCostProvider;
import io.trino.cost.CachingStatsProvider;
import io.trino.cost.CostCalculator;
import io.trino.cost.CostProvider;
import io.trino.cost.StatsCalculator;
import io.trino.cost.StatsProvider;
import io.trino.execution.warnings.WarningCollector;
import io.trino.spi.TrinoException;
import io.trino.sql.planner.PlanNodeIdAllocator;
import io.trino.sql.planner.SymbolAllocator;
import io.trino.sql.planner.iterative.GroupReference;
import io.trino.sql.planner.iterative.Lookup;
import io.trino.sql.planner.iterative.Memo;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import io.trino.sql.planner.plan.PlanNode;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;
import static io.trino.spi.StandardErrorCode.OPTIMIZER_TIMEOUT;

/**
 * One plan under one optimiser's rules: every node until no rule changes it, then its sources, then itself again if a
 * source has changed. For one thread.
 */
final class Exploration implements Rule.Context, Lookup {
    private final PlanOptimizer.Context context;
    private final MatchedRules rules;
    private final Memo memo;
    private final StatsCalculator stats;
    private final CostCalculator costs;
    private final Duration timeout;
    private final long start = System.nanoTime();

    Exploration(PlanNode plan, PlanOptimizer.Context context, MatchedRules rules, StatsCalculator stats,
            CostCalculator costs) {
        this.context = context;
        this.rules = rules;
        this.memo = new Memo(context.idAllocator(), plan);
        this.stats = stats;
        this.costs = costs;
        this.timeout = SystemSessionProperties.getOptimizerTimeout(context.session()).toJavaTime();
    }

    PlanNode run() {
        explore(memo.getRootGroup());
        return memo.extract();
    }

    /** Whether anything has changed. */
    private boolean explore(int group) {
        boolean changed = exploreNode(group);
        while (exploreSources(group)) {
            changed = true;
            if (!exploreNode(group)) {
                break;
            }
        }
        return changed;
    }

    private boolean exploreSources(int group) {
        boolean changed = false;
        for (PlanNode source : memo.getNode(group).getSources()) {
            changed |= explore(((GroupReference) source).getGroupId());
        }
        return changed;
    }

    private boolean exploreNode(int group) {
        boolean changed = false;
        boolean again = true;
        while (again) {
            checkTimeoutNotExhausted();
            again = false;
            // As in Trino, a rule that changed the node is followed by the others for the class that it had before
            for (MatchedRule<?> rule : rules.of(memo.getNode(group))) {
                again |= applied(rule, group);
            }
            changed |= again;
        }
        return changed;
    }

    private boolean applied(MatchedRule<?> rule, int group) {
        PlanNode node = memo.getNode(group);
        long begun = System.nanoTime();
        Optional<PlanNode> result;
        try {
            result = rule.apply(node, this);
        } catch (RuntimeException e) {
            context.planOptimizersStatsCollector().recordFailure(rule.rule());
            throw e;
        }
        if (result.isEmpty()) {
            return false;
        }
        context.planOptimizersStatsCollector().recordRule(rule.rule(), true, true, System.nanoTime() - begun);
        memo.replace(group, result.get(), rule.rule().getClass().getName());
        return true;
    }

    @Override
    public PlanNode resolve(PlanNode node) {
        return node instanceof GroupReference reference ? memo.resolve(reference) : node;
    }

    @Override
    public Stream<PlanNode> resolveGroup(PlanNode node) {
        if (!(node instanceof GroupReference reference)) {
            throw new IllegalArgumentException("%s is no reference to a group".formatted(node.getClass().getName()));
        }
        return Stream.of(memo.resolve(reference));
    }

    @Override
    public Lookup getLookup() {
        return this;
    }

    @Override
    public PlanNodeIdAllocator getIdAllocator() {
        return context.idAllocator();
    }

    @Override
    public SymbolAllocator getSymbolAllocator() {
        return context.symbolAllocator();
    }

    @Override
    public Session getSession() {
        return context.session();
    }

    /** Of the plan as it is now: what a provider remembers for itself is out of date after the next change. */
    @Override
    public StatsProvider getStatsProvider() {
        return new CachingStatsProvider(stats, Optional.of(memo), this, context.session(),
                context.tableStatsProvider(), context.runtimeInfoProvider());
    }

    @Override
    public CostProvider getCostProvider() {
        return new CachingCostProvider(costs, getStatsProvider(), Optional.of(memo), context.session());
    }

    /** Also whether the query has ended meanwhile: of one that failed or was cancelled Trino interrupts the planning. */
    @Override
    public void checkTimeoutNotExhausted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new TrinoException(GENERIC_INTERNAL_ERROR, "Optimising the plan was interrupted");
        }
        if (System.nanoTime() - start >= timeout.toNanos()) {
            throw new TrinoException(OPTIMIZER_TIMEOUT,
                    "Optimising the plan takes longer than %s ms (iterative_optimizer_timeout)"
                            .formatted(timeout.toMillis()));
        }
    }

    @Override
    public WarningCollector getWarningCollector() {
        return context.warningCollector();
    }
}

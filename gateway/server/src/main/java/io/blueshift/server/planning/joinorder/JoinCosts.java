package io.blueshift.server.planning.joinorder;

import io.trino.SystemSessionProperties;
import io.trino.cost.CostCalculator;
import io.trino.cost.CostComparator;
import io.trino.cost.CostProvider;
import io.trino.cost.PlanCostEstimate;
import io.trino.cost.PlanNodeStatsAndCostSummary;
import io.trino.cost.PlanNodeStatsEstimate;
import io.trino.cost.StatsProvider;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.iterative.rule.DetermineJoinDistributionType;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.JoinNode.DistributionType;
import io.trino.sql.planner.plan.PlanNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.trino.sql.planner.plan.JoinNode.DistributionType.PARTITIONED;
import static io.trino.sql.planner.plan.JoinNode.DistributionType.REPLICATED;

/**
 * What it costs to join two sets of tables, by Trino's estimates: which of them is built, and whether it goes to
 * all nodes. The joined rows are estimated once for all ways, which differ only in who has them.
 * One object per group of joins.
 */
final class JoinCosts {
    private final CostCalculator calculator;
    private final CostComparator comparator;
    private final Rule.Context context;
    /** For each set of tables whether a copy of it can go to every node. */
    private final Map<Integer, Boolean> replicable = new HashMap<>();

    JoinCosts(CostCalculator calculator, CostComparator comparator, Rule.Context context) {
        this.calculator = calculator;
        this.comparator = comparator;
        this.context = context;
    }

    /** A way to join, and what it costs together with what is below it. */
    private record Way(JoinNode join, PlanCostEstimate cost) {}

    /** Estimates may be missing: then no order is better than another. */
    static final class UnknownCostException extends Exception {
        UnknownCostException() {
            super("Nothing is known of some of the tables", null, false, false);
        }
    }

    /** A table that is joined, as it stands. */
    PlannedTables table(int set, PlanNode plan, boolean isAtMostOneRow) throws UnknownCostException {
        PlanCostEstimate cost = known(context.getCostProvider().getCost(plan));
        return new PlannedTables(set, plan, context.getStatsProvider().getStats(plan), cost, isAtMostOneRow);
    }

    /** Whether joining these two cannot cost less than what is known already: no join costs less than what it joins. */
    boolean isHopeless(PlannedTables left, PlannedTables right, PlannedTables best) {
        PlanCostEstimate one = left.cost();
        PlanCostEstimate other = right.cost();
        double memory = one.getMaxMemory() + other.getMaxMemory();
        PlanCostEstimate least = new PlanCostEstimate(one.getCpuCost() + other.getCpuCost(), memory, memory,
                one.getNetworkCost() + other.getNetworkCost());
        return comparator.compare(context.getSession(), least, best.cost()) >= 0;
    }

    boolean isLess(PlannedTables one, PlannedTables other) {
        return comparator.compare(context.getSession(), one.cost(), other.cost()) < 0;
    }

    /** The cheapest way to run a join, whichever of its sides is the left one. */
    PlannedTables cheapest(JoinNode join, PlannedTables left, PlannedTables right) throws UnknownCostException {
        PlanNodeStatsEstimate rows = context.getStatsProvider().getStats(join);
        StatsProvider stats = node -> {
            if (node == left.plan()) {
                return left.stats();
            }
            return node == right.plan() ? right.stats() : rows;
        };
        CostProvider costs = node -> node == left.plan() ? left.cost() : right.cost();
        Way best = null;
        for (JoinNode way : ways(join, left, right)) {
            Way next = new Way(way, known(cost(way, stats, costs)));
            if (best == null || comparator.compare(context.getSession(), next.cost, best.cost) < 0) {
                best = next;
            }
        }
        return new PlannedTables(left.tables() | right.tables(), best.join, rows, best.cost, false);
    }

    private PlanCostEstimate cost(JoinNode join, StatsProvider stats, CostProvider costs) {
        try {
            return calculator.calculateCost(join, stats, costs, context.getSession());
        } catch (RuntimeException e) {
            if (SystemSessionProperties.isIgnoreStatsCalculatorFailures(context.getSession())) {
                return PlanCostEstimate.unknown();
            }
            throw e;
        }
    }

    private static PlanCostEstimate known(PlanCostEstimate cost) throws UnknownCostException {
        if (cost.hasUnknownComponents()) {
            throw new UnknownCostException();
        }
        return cost;
    }

    /** A copy whose plan says what was known when it was chosen. */
    static PlannedTables explained(PlannedTables planned) {
        JoinNode join = (JoinNode) planned.plan();
        PlanCostEstimate cost = planned.cost();
        PlanNodeStatsAndCostSummary summary = new PlanNodeStatsAndCostSummary(planned.stats().getOutputRowCount(),
                planned.stats().getOutputSizeInBytes(join.getOutputSymbols()), cost.getCpuCost(), cost.getMaxMemory(),
                cost.getNetworkCost());
        return new PlannedTables(planned.tables(), join.withReorderJoinStatsAndCost(summary), planned.stats(), cost,
                false);
    }

    /** In Trino's order: of ways that cost the same, the first is taken. */
    private List<JoinNode> ways(JoinNode join, PlannedTables left, PlannedTables right) {
        JoinNode flipped = join.flipChildren();
        if (right.isAtMostOneRow()) {
            return List.of(join.withDistributionType(REPLICATED));
        }
        if (left.isAtMostOneRow()) {
            return List.of(flipped.withDistributionType(REPLICATED));
        }
        return switch (SystemSessionProperties.getJoinDistributionType(context.getSession())) {
            case PARTITIONED -> bothWays(join, flipped, PARTITIONED);
            case BROADCAST -> bothWays(join, flipped, REPLICATED);
            case AUTOMATIC -> {
                List<JoinNode> ways = new ArrayList<>(bothWays(join, flipped, PARTITIONED));
                if (canReplicate(join, right)) {
                    ways.add(join.withDistributionType(REPLICATED));
                }
                if (canReplicate(flipped, left)) {
                    ways.add(flipped.withDistributionType(REPLICATED));
                }
                yield ways;
            }
        };
    }

    private static List<JoinNode> bothWays(JoinNode join, JoinNode flipped, DistributionType distribution) {
        return List.of(join.withDistributionType(distribution), flipped.withDistributionType(distribution));
    }

    private boolean canReplicate(JoinNode join, PlannedTables build) {
        return replicable.computeIfAbsent(build.tables(),
                _ -> DetermineJoinDistributionType.canReplicate(join, context));
    }
}

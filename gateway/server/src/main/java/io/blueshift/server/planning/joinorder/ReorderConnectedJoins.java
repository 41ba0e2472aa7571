package io.blueshift.server.planning.joinorder;

import io.blueshift.server.planning.joinorder.JoinCosts.UnknownCostException;
import io.blueshift.server.planning.joinorder.JoinGroup.Plan;
import io.blueshift.server.planning.session.ExecutionProperties;
import io.trino.Session;
import io.trino.SystemSessionProperties;
import io.trino.cost.CostCalculator;
import io.trino.cost.CostComparator;
import io.trino.matching.Captures;
import io.trino.matching.Pattern;
import io.trino.sql.PlannerContext;
import io.trino.sql.planner.OptimizerConfig.JoinReorderingStrategy;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.iterative.rule.ReorderJoins;
import io.trino.sql.planner.plan.Assignments;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;

import java.util.Optional;

import static io.trino.sql.ir.IrUtils.combineConjuncts;
import static io.trino.sql.planner.plan.Patterns.join;
import static java.util.Objects.requireNonNull;

/**
 * Chooses the order of inner joins as Trino's {@link ReorderJoins} does, from the same orders and by the same costs, without
 * looking at what would be a cross join. That rule tries all ways to divide every set of tables in two, and finds out by inference over
 * all conditions which of them have something to be joined on: for eight tables most of the time that a query is planned.
 *
 * <p>Where no order is cheaper for lack of estimates, or tables are not connected, the joins stay as they are.
 */
public final class ReorderConnectedJoins implements Rule<JoinNode> {
    /** As many tables as Trino orders at once are ordered here whatever their conditions are. */
    private static final int TABLES_ALWAYS = 9;

    /** What more tables may take: as chains or trees they have few pairs. Seven tables in a clique have 966, nine have 9330. */
    private static final int PAIRS_MAX = 2_000;

    private static final Pattern<JoinNode> PATTERN = join().matching(JoinGroup::isMovable);

    private final PlannerContext planner;
    private final CostCalculator calculator;
    private final CostComparator comparator;
    private final Rule<JoinNode> trino;

    /** @param calculator of costs, with those of exchanges that come later */
    public ReorderConnectedJoins(PlannerContext planner, CostCalculator calculator, CostComparator comparator) {
        this.planner = requireNonNull(planner, "planner is null");
        this.calculator = requireNonNull(calculator, "calculator is null");
        this.comparator = requireNonNull(comparator, "comparator is null");
        this.trino = new ReorderJoins(planner, comparator);
    }

    @Override
    public Pattern<JoinNode> getPattern() {
        return PATTERN;
    }

    @Override
    public boolean isEnabled(Session session) {
        return SystemSessionProperties.getJoinReorderingStrategy(session) == JoinReorderingStrategy.AUTOMATIC;
    }

    @Override
    public Result apply(JoinNode join, Captures captures, Context context) {
        if (!ExecutionProperties.connectedJoinOrder(context.getSession())) {
            return trino.apply(join, captures, context);
        }
        Ordering ordering = new Ordering(join, context);
        Optional<PlannedTables> cheapest = ordering.cheapest(true);
        if (cheapest.isPresent() && ordering.movedProjections) {
            Optional<PlannedTables> other = ordering.cheapest(false);
            if (other.isPresent() && !isLess(cheapest.get(), other.get(), context)) {
                cheapest = other;
            }
        }
        return cheapest.map(planned -> Result.ofPlanNode(planned.plan())).orElseGet(Result::empty);
    }

    private boolean isLess(PlannedTables one, PlannedTables other, Context context) {
        return comparator.compare(context.getSession(), one.cost(), other.cost()) < 0;
    }

    /** One application of the rule. */
    private final class Ordering {
        private final JoinNode join;
        private final Context context;
        private boolean movedProjections;

        private Ordering(JoinNode join, Context context) {
            this.join = join;
            this.context = context;
        }

        private Optional<PlannedTables> cheapest(boolean throughProjections) {
            Plan plan = new Plan(context.getLookup(), context.getIdAllocator(), planner.getMetadata());
            int tablesMax = Math.min(SystemSessionProperties.getMaxReorderedJoins(context.getSession()) + 1,
                    ConnectedPairs.TABLES_MAX);
            while (true) {
                JoinGroup group = JoinGroup.below(join, plan, tablesMax, throughProjections);
                JoinGraph graph = JoinGraph.of(group, planner);
                int size = group.tables().size();
                Optional<ConnectedPairs> pairs = ConnectedPairs.of(graph.neighbours(),
                        size <= TABLES_ALWAYS ? Integer.MAX_VALUE : PAIRS_MAX);
                if (pairs.isPresent()) {
                    movedProjections = group.throughProjections();
                    return cheapest(group, graph, pairs.get());
                }
                tablesMax = size - 1;
            }
        }

        private Optional<PlannedTables> cheapest(JoinGroup group, JoinGraph graph, ConnectedPairs pairs) {
            JoinCosts costs = new JoinCosts(calculator, comparator, context);
            try {
                return CheapestOrder.of(group.tables(), graph, pairs, costs, context, planner.getMetadata())
                        .map(planned -> complete(planned, group, graph));
            } catch (UnknownCostException _) {
                return Optional.empty();
            }
        }

        private PlannedTables complete(PlannedTables planned, JoinGroup group, JoinGraph graph) {
            PlanNode plan = planned.plan();
            if (!graph.otherConditions().isEmpty()) {
                plan = new FilterNode(context.getIdAllocator().getNextId(), plan,
                        combineConjuncts(graph.otherConditions()));
            }
            plan = new ProjectNode(context.getIdAllocator().getNextId(), plan,
                    Assignments.builder().putIdentities(group.outputs()).build());
            return new PlannedTables(planned.tables(), plan, planned.stats(), planned.cost(),
                    planned.isAtMostOneRow());
        }
    }
}

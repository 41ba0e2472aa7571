package io.blueshift.server.planning.joinorder;

import io.trino.metadata.Metadata;
import io.trino.sql.ir.Expression;
import io.trino.sql.planner.PlanNodeIdAllocator;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.iterative.Lookup;
import io.trino.sql.planner.iterative.rule.PushProjectionThroughJoin;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import static io.trino.sql.ir.Booleans.TRUE;
import static io.trino.sql.ir.IrUtils.extractConjuncts;
import static io.trino.sql.planner.DeterminismEvaluator.isDeterministic;
import static io.trino.sql.planner.plan.JoinType.INNER;

/**
 * Inner joins that may be run in any order: what they join, and on what, without the tree that they stand in.
 *
 * @param tables what is joined, in the plan's order from left to right; at least two
 * @param conjuncts all conditions, of whichever of the joins
 * @param outputs the columns that are wanted of the topmost join
 * @param throughProjections whether a projection between two joins was moved below the lower one to have both here
 */
record JoinGroup(List<PlanNode> tables, List<Expression> conjuncts, List<Symbol> outputs, boolean throughProjections) {
    JoinGroup {
        tables = List.copyOf(tables);
        conjuncts = List.copyOf(conjuncts);
        outputs = List.copyOf(outputs);
    }

    /** Whether a join may change places with others of its kind: its distribution is decided together with its place. */
    static boolean isMovable(JoinNode join) {
        return join.getType() == INNER && join.getDistributionType().isEmpty()
                && isDeterministic(join.getFilter().orElse(TRUE));
    }

    /** What is needed of the optimizer to look into a plan, and to write other nodes for it. */
    record Plan(Lookup lookup, PlanNodeIdAllocator ids, Metadata metadata) {}

    /**
     * The largest group with this join on top.
     *
     * @param tablesMax the most tables; joins further down are left in one piece, as if they were tables
     * @param throughProjections whether to look for joins below projections too
     */
    static JoinGroup below(JoinNode top, Plan plan, int tablesMax, boolean throughProjections) {
        Flattening flattening = new Flattening(plan, throughProjections);
        flattening.add(top, tablesMax);
        return new JoinGroup(List.copyOf(flattening.tables), flattening.conjuncts, top.getOutputSymbols(),
                flattening.movedProjections);
    }

    private static final class Flattening {
        private final Plan plan;
        private final boolean throughProjections;
        private final LinkedHashSet<PlanNode> tables = new LinkedHashSet<>();
        private final List<Expression> conjuncts = new ArrayList<>();
        private boolean movedProjections;

        private Flattening(Plan plan, boolean throughProjections) {
            this.plan = plan;
            this.throughProjections = throughProjections;
        }

        private void add(PlanNode node, int tablesMax) {
            switch (plan.lookup().resolve(node)) {
                case ProjectNode project -> addProjected(node, project, tablesMax);
                // Two places at least, for the join's two sides
                case JoinNode join when isMovable(join) && tables.size() <= tablesMax - 2 -> addJoin(join, tablesMax);
                default -> tables.add(node);
            }
        }

        private void addProjected(PlanNode node, ProjectNode project, int tablesMax) {
            Optional<PlanNode> joinOfProjections = throughProjections
                    ? PushProjectionThroughJoin.pushProjectionThroughJoin(project, plan.lookup(), plan.ids())
                    : Optional.empty();
            if (joinOfProjections.isEmpty()) {
                tables.add(node);
                return;
            }
            movedProjections = true;
            add(joinOfProjections.get(), tablesMax);
        }

        private void addJoin(JoinNode join, int tablesMax) {
            // One place is kept for the right side
            add(join.getLeft(), tablesMax - 1);
            add(join.getRight(), tablesMax);
            join.getCriteria().forEach(clause -> conjuncts.add(clause.toExpression(plan.metadata())));
            join.getFilter().ifPresent(filter -> conjuncts.addAll(extractConjuncts(filter)));
        }
    }
}

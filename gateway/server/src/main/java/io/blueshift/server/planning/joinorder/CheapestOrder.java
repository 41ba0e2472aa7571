package io.blueshift.server.planning.joinorder;

import io.blueshift.server.planning.joinorder.JoinCosts.UnknownCostException;
import io.trino.cost.PlanCostEstimate;
import io.trino.metadata.Metadata;
import io.trino.sql.ir.Expression;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.PlanNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static io.trino.sql.ir.IrUtils.combineConjuncts;
import static io.trino.sql.planner.optimizations.QueryCardinalityUtil.isAtMostScalar;
import static io.trino.sql.planner.plan.JoinType.INNER;

/**
 * Finds for each connected set of tables the cheapest join of two smaller ones, from the single tables up to all of them
 * (dynamic programming, after P. Selinger et al., "Access Path Selection in a Relational Database Management System", SIGMOD 1979).
 * One object per group of joins.
 */
final class CheapestOrder {
    private final JoinGraph graph;
    private final JoinCosts costs;
    private final Rule.Context context;
    private final Map<Integer, PlannedTables> planned = new HashMap<>();

    private CheapestOrder(JoinGraph graph, JoinCosts costs, Rule.Context context) {
        this.graph = graph;
        this.costs = costs;
        this.context = context;
    }

    /**
     * The tables joined on the graph's equalities.
     *
     * @return empty if they are not all connected
     * @throws UnknownCostException if too little is known of the tables to compare costs
     */
    static Optional<PlannedTables> of(List<PlanNode> tables, JoinGraph graph, ConnectedPairs pairs, JoinCosts costs,
            Rule.Context context, Metadata metadata) throws UnknownCostException {
        CheapestOrder order = new CheapestOrder(graph, costs, context);
        order.planTables(tables, metadata);
        order.planPairs(pairs);
        return Optional.ofNullable(order.planned.get((int) ((1L << tables.size()) - 1)));
    }

    private void planTables(List<PlanNode> tables, Metadata metadata) throws UnknownCostException {
        for (int i = 0; i < tables.size(); i++) {
            List<Expression> equalities = graph.equalitiesWithin(i).stream()
                    .map(clause -> clause.toExpression(metadata)).toList();
            PlanNode plan = equalities.isEmpty()
                    ? tables.get(i)
                    : new FilterNode(context.getIdAllocator().getNextId(), tables.get(i), combineConjuncts(equalities));
            planned.put(1 << i, costs.table(1 << i, plan, isAtMostScalar(plan, context.getLookup())));
        }
    }

    private void planPairs(ConnectedPairs pairs) throws UnknownCostException {
        int pair = 0;
        while (pair < pairs.count()) {
            context.checkTimeoutNotExhausted();
            int end = pair + 1;
            while (end < pairs.count() && pairs.union(end) == pairs.union(pair)) {
                end++;
            }
            planUnion(pairs, pair, end);
            pair = end;
        }
    }

    /** All pairs that together are one set. */
    private void planUnion(ConnectedPairs pairs, int begin, int end) throws UnknownCostException {
        Set<Symbol> wanted = graph.wantedOf(pairs.union(begin));
        PlannedTables best = null;
        for (int pair = begin; pair < end; pair++) {
            PlannedTables left = planned.get(pairs.left(pair));
            PlannedTables right = planned.get(pairs.right(pair));
            if (left == null || right == null || best != null && costs.isHopeless(left, right, best)) {
                continue;
            }
            PlannedTables next = costs.cheapest(join(left, right, wanted), left, right);
            if (!next.cost().equals(PlanCostEstimate.infinite()) && (best == null || costs.isLess(next, best))) {
                best = next;
            }
        }
        if (best != null) {
            planned.put(best.tables(), JoinCosts.explained(best));
        }
    }

    private JoinNode join(PlannedTables left, PlannedTables right, Set<Symbol> wanted) {
        return new JoinNode(context.getIdAllocator().getNextId(), INNER, left.plan(), right.plan(),
                graph.clauses(left.tables(), right.tables()), wantedOf(left.plan(), wanted),
                wantedOf(right.plan(), wanted), false, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(),
                Optional.empty());
    }

    private static List<Symbol> wantedOf(PlanNode plan, Set<Symbol> wanted) {
        return plan.getOutputSymbols().stream().filter(wanted::contains).toList();
    }
}

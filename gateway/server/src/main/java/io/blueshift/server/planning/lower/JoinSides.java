package io.blueshift.server.planning.lower;

import io.trino.cost.StatsProvider;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.AggregationNode;
import io.trino.sql.planner.plan.AssignUniqueId;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.JoinType;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Which side of a join becomes its table. Trino has decided that for inner joins, by bytes; a table costs by its rows, too.
 * Left joins, which Trino makes of correlated subqueries, it leaves as they are: with the subquery as the build side,
 * computed for all keys. Built on the left side instead, the join tells the scans of the subquery which keys there are.
 */
final class JoinSides {
    /** How many times as many rows the right side of an inner join must have for Trino's choice, by bytes, not to be kept. */
    private static final double MORE_ROWS = 2;

    private final StatsProvider stats;

    JoinSides(StatsProvider stats) {
        this.stats = requireNonNull(stats, "stats is null");
    }

    /** Whether an inner or left join is better run as what it is seen from the other side. */
    boolean isBuiltOnLeft(JoinNode join) {
        if (join.getCriteria().isEmpty()) {
            return false;
        }
        if (join.getType() == JoinType.INNER) {
            return MORE_ROWS * rows(join.getLeft()) <= rows(join.getRight());
        }
        if (join.getType() != JoinType.LEFT) {
            return false;
        }
        List<Symbol> keys = join.getCriteria().stream().map(JoinNode.EquiJoinClause::getRight).toList();
        // Unknown is not less
        return rows(join.getLeft()) <= rows(filtered(join.getRight(), keys));
    }

    /** What a filter on the keys makes smaller: the input of an aggregation that groups by them. */
    private static PlanNode filtered(PlanNode node, List<Symbol> keys) {
        return switch (node) {
            case ProjectNode project when project.getSource().getOutputSymbols().containsAll(keys) ->
                filtered(project.getSource(), keys);
            case FilterNode filter -> filtered(filter.getSource(), keys);
            case AggregationNode aggregation when aggregation.getGroupingKeys().containsAll(keys) ->
                aggregation.getSource();
            default -> node;
        };
    }

    /** An estimate, NaN if there is none. Of a filter about which nothing is known, what it filters. */
    private double rows(PlanNode node) {
        double estimate = stats.getStats(node).getOutputRowCount();
        if (!Double.isNaN(estimate)) {
            return estimate;
        }
        return switch (node) {
            case FilterNode filter -> rows(filter.getSource());
            case ProjectNode project -> rows(project.getSource());
            case AssignUniqueId numbered -> rows(numbered.getSource());
            case JoinNode join when join.isCrossJoin() -> rows(join.getLeft()) * rows(join.getRight());
            default -> Double.NaN;
        };
    }
}

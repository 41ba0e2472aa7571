package io.blueshift.connector.jdbc.fuzz;

import io.blueshift.connector.jdbc.JdbcTableHandle;
import io.trino.sql.planner.Plan;
import io.trino.sql.planner.plan.AggregationNode;
import io.trino.sql.planner.plan.DistinctLimitNode;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.SemiJoinNode;
import io.trino.sql.planner.plan.TableScanNode;
import io.trino.sql.planner.plan.TopNNode;

import java.util.List;
import java.util.stream.Collectors;

import static io.trino.sql.planner.optimizations.PlanNodeSearcher.searchFrom;

/**
 * What a plan asks the source for.
 *
 * @param sql all remote statements
 */
record Asked(String sql, PlanNode root) {
    static Asked of(Plan plan) {
        String sql = searchFrom(plan.getRoot()).where(TableScanNode.class::isInstance).findAll().stream()
                .map(node -> ((JdbcTableHandle) ((TableScanNode) node).getTable().connectorHandle()).sql())
                .collect(Collectors.joining("\n"));
        return new Asked(sql, plan.getRoot());
    }

    /** Whether the source joins all that is joined. */
    boolean joins() {
        return sql.contains(" JOIN ") && none(List.of(JoinNode.class, SemiJoinNode.class));
    }

    boolean groups() {
        return (sql.contains(" GROUP BY ") || sql.contains("count(") || sql.contains("sum(") || sql.contains("min(")
                || sql.contains("max(")) && none(List.of(AggregationNode.class, DistinctLimitNode.class));
    }

    boolean orders() {
        return sql.contains(" ORDER BY ") && none(List.of(TopNNode.class));
    }

    boolean filters() {
        return sql.contains(" WHERE ") && none(List.of(FilterNode.class));
    }

    private boolean none(List<Class<? extends PlanNode>> kinds) {
        return !searchFrom(root).whereIsInstanceOfAny(kinds).matches();
    }
}

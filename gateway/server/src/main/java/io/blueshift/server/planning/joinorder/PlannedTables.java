package io.blueshift.server.planning.joinorder;

import io.trino.cost.PlanCostEstimate;
import io.trino.cost.PlanNodeStatsEstimate;
import io.trino.sql.planner.plan.PlanNode;

/**
 * A set of tables, joined in the best order that is known.
 *
 * @param tables the set
 * @param isAtMostOneRow whether it is known, not only estimated, that there are no two rows
 */
record PlannedTables(int tables, PlanNode plan, PlanNodeStatsEstimate stats, PlanCostEstimate cost,
        boolean isAtMostOneRow) {}

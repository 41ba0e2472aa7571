package io.blueshift.server.planning;

import io.trino.sql.planner.plan.MergeWriterNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.RefreshMaterializedViewNode;
import io.trino.sql.planner.plan.SimpleTableExecuteNode;
import io.trino.sql.planner.plan.TableDeleteNode;
import io.trino.sql.planner.plan.TableExecuteNode;
import io.trino.sql.planner.plan.TableFinishNode;
import io.trino.sql.planner.plan.TableUpdateNode;
import io.trino.sql.planner.plan.TableWriterNode;

/** Which plans that write may have their reading part compiled. */
final class WritePlans {
    private WritePlans() {}

    /**
     * Changes of rows find them by where the scan read them, and the refresh of a materialised view looks in the plan for the
     * tables it was made from: both need Trino's scans.
     */
    static boolean mayBeCompiled(PlanNode plan) {
        return switch (plan) {
            case MergeWriterNode _,RefreshMaterializedViewNode _,SimpleTableExecuteNode _,TableExecuteNode _ -> false;
            case TableDeleteNode _,TableUpdateNode _ -> false;
            case TableFinishNode finish when finish
                    .getTarget() instanceof TableWriterNode.RefreshMaterializedViewTarget ->
                false;
            case TableFinishNode finish when finish
                    .getTarget() instanceof TableWriterNode.RefreshMaterializedViewReference ->
                false;
            default -> plan.getSources().stream().allMatch(WritePlans::mayBeCompiled);
        };
    }
}

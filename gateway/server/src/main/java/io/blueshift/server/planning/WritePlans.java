package io.blueshift.server.planning;

import io.blueshift.server.planning.lower.NotLowerableException;
import io.trino.sql.planner.plan.MergeWriterNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.RefreshMaterializedViewNode;
import io.trino.sql.planner.plan.SimpleTableExecuteNode;
import io.trino.sql.planner.plan.TableDeleteNode;
import io.trino.sql.planner.plan.TableExecuteNode;
import io.trino.sql.planner.plan.TableFinishNode;
import io.trino.sql.planner.plan.TableUpdateNode;
import io.trino.sql.planner.plan.TableWriterNode;

import java.util.Optional;

/** Which plans that write may have their reading part compiled. */
final class WritePlans {
    private WritePlans() {}

    /**
     * Changes of rows find them by where the scan read them, and the refresh of a materialised view looks in the plan for the
     * tables it was made from: both need Trino's scans.
     */
    static Optional<NotLowerableException> whyNotCompiled(PlanNode plan) {
        return switch (plan) {
            case MergeWriterNode _ -> change("MergeWriter");
            case SimpleTableExecuteNode _,TableExecuteNode _ -> change("TableExecute");
            case TableDeleteNode _ -> change("TableDelete");
            case TableUpdateNode _ -> change("TableUpdate");
            case RefreshMaterializedViewNode _ -> refresh();
            case TableFinishNode finish when isRefresh(finish.getTarget()) -> refresh();
            default -> plan.getSources().stream().map(WritePlans::whyNotCompiled).flatMap(Optional::stream).findFirst();
        };
    }

    private static boolean isRefresh(TableWriterNode.WriterTarget target) {
        return target instanceof TableWriterNode.RefreshMaterializedViewTarget
                || target instanceof TableWriterNode.RefreshMaterializedViewReference;
    }

    private static Optional<NotLowerableException> change(String node) {
        return Optional.of(new NotLowerableException(node, "rows are found again by where Trino's scan read them"));
    }

    private static Optional<NotLowerableException> refresh() {
        return Optional.of(new NotLowerableException("RefreshMaterializedView",
                "the tables that it was made from are looked up in Trino's plan"));
    }
}

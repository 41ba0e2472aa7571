package io.blueshift.server.planning.lower;

import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.AssignUniqueId;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;

import java.util.List;
import java.util.Set;

/** A part of a plan without columns that nobody needs once what is above it has been simplified. */
final class PrunedColumns {
    private PrunedColumns() {}

    /** The same rows; the needed columns are among the node's, others may be missing. */
    static PlanNode of(PlanNode node, Set<Symbol> needed) {
        return switch (node) {
            case AssignUniqueId numbered when !needed.contains(numbered.getIdColumn()) ->
                of(numbered.getSource(), needed);
            case AssignUniqueId numbered -> numbered.replaceChildren(List.of(of(numbered.getSource(), needed)));
            case ProjectNode project ->
                new ProjectNode(project.getId(), project.getSource(), project.getAssignments().filter(needed));
            default -> node;
        };
    }
}

package io.blueshift.server.planning.lower;

import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.SymbolsExtractor;
import io.trino.sql.planner.plan.AggregationNode;
import io.trino.sql.planner.plan.AssignUniqueId;
import io.trino.sql.planner.plan.Assignments;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a plan without columns that nobody needs once what is above it has been simplified. Trino groups by all columns
 * of rows that it has numbered; so they had to come up from their tables, and need not any more.
 */
final class PrunedColumns {
    private PrunedColumns() {}

    /** The same rows; the needed columns are among the node's, others may be missing. Itself if there is nothing to leave out. */
    static PlanNode of(PlanNode node, Set<Symbol> needed) {
        return switch (node) {
            case AssignUniqueId numbered when !needed.contains(numbered.getIdColumn()) ->
                of(numbered.getSource(), needed);
            case AssignUniqueId numbered -> withSource(numbered, numbered.getSource(), needed);
            case ProjectNode project -> of(project, needed);
            case JoinNode join -> of(join, needed);
            case AggregationNode groups ->
                LowerUniqueRows.id(groups).map(id -> of(groups, id, needed)).orElse(groups);
            default -> node;
        };
    }

    private static PlanNode withSource(PlanNode node, PlanNode source, Set<Symbol> needed) {
        PlanNode pruned = of(source, needed);
        return pruned == source ? node : node.replaceChildren(List.of(pruned));
    }

    private static PlanNode of(ProjectNode project, Set<Symbol> needed) {
        Assignments kept = project.getAssignments().filter(needed);
        PlanNode source = of(project.getSource(), SymbolsExtractor.extractUnique(kept.expressions()));
        return source == project.getSource() && kept.size() == project.getAssignments().size()
                ? project
                : new ProjectNode(project.getId(), source, kept);
    }

    private static PlanNode of(JoinNode join, Set<Symbol> needed) {
        Set<Symbol> below = new HashSet<>(needed);
        join.getCriteria().forEach(equal -> below.addAll(List.of(equal.getLeft(), equal.getRight())));
        join.getFilter().ifPresent(condition -> below.addAll(SymbolsExtractor.extractUnique(condition)));
        PlanNode left = of(join.getLeft(), below);
        PlanNode right = of(join.getRight(), below);
        boolean same = left == join.getLeft() && right == join.getRight()
                && needed.containsAll(join.getOutputSymbols());
        return same
                ? join
                : new JoinNode(join.getId(), join.getType(), left, right, join.getCriteria(),
                        kept(join.getLeftOutputSymbols(), needed), kept(join.getRightOutputSymbols(), needed), false,
                        join.getFilter(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
    }

    /** Groups that a number tells apart do not change if they are not by another column. */
    private static PlanNode of(AggregationNode groups, Symbol id, Set<Symbol> needed) {
        List<Symbol> keys = groups.getGroupingKeys().stream().filter(key -> key.equals(id) || needed.contains(key))
                .toList();
        PlanNode source = of(groups.getSource(), Set.copyOf(keys));
        return source == groups.getSource() && keys.size() == groups.getGroupingKeys().size()
                ? groups
                : AggregationNode.builderFrom(groups).setSource(source)
                        .setGroupingSets(AggregationNode.singleGroupingSet(keys)).setPreGroupedSymbols(List.of())
                        .build();
    }

    private static List<Symbol> kept(List<Symbol> symbols, Set<Symbol> needed) {
        return symbols.stream().filter(needed::contains).toList();
    }
}

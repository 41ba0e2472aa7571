package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.MarkDistinct;
import io.trino.spi.type.BooleanType;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.AggregationNode;
import io.trino.sql.planner.plan.AssignUniqueId;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.JoinType;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code EXISTS} with a condition that is no equation, as Trino plans it:
 *
 * <pre>
 * Aggregate by [columns of the input, id]
 *   Join INNER
 *     AssignUniqueId id
 *       the input
 *     the subquery
 * </pre>
 *
 * The groups are the rows of the input that match something, and so they are lowered. Where there is more between the
 * numbers and the grouping, the id alone tells the groups apart, as the other columns are the same wherever it is: of all
 * rows with the same id the first one is let through, and no group is kept but its id.
 */
final class LowerUniqueRows {
    private static final String MARKER = "first";

    private LowerUniqueRows() {}

    /** Empty if the aggregation is none of these. */
    static Optional<Lowered> lower(AggregationNode groups, PlanLowering plans) {
        return id(groups).map(id -> lowerMatched(groups, plans).orElseGet(() -> lowerFirst(groups, id, plans)));
    }

    /** The key that tells the groups apart, if they are such. */
    static Optional<Symbol> id(AggregationNode groups) {
        return LowerMatched.isDistinct(groups) ? id(groups.getSource(), groups.getGroupingKeys()) : Optional.empty();
    }

    private static Lowered lowerFirst(AggregationNode groups, Symbol id, PlanLowering plans) {
        Lowered input = plans.lower(groups.getSource());
        int marker = input.symbols().size();
        MarkDistinct marked = new MarkDistinct(input.node(), List.of(input.channels().get(id)), MARKER);
        Filter first = new Filter(marked, List.of(new Input(marker, MARKER, BooleanType.BOOLEAN)));
        List<Symbol> all = new ArrayList<>(input.symbols());
        all.add(new Symbol(BooleanType.BOOLEAN, MARKER));
        List<Symbol> symbols = groups.getOutputSymbols();
        return new Lowered(LowerProject.rearrange(new Lowered(first, all), symbols), symbols);
    }

    /** Where the numbered rows are joined and nothing else: the rows with a match. */
    private static Optional<Lowered> lowerMatched(AggregationNode groups, PlanLowering plans) {
        List<Symbol> keys = groups.getGroupingKeys();
        if (!(withoutProjections(groups.getSource(), keys) instanceof JoinNode join)
                || join.getType() != JoinType.INNER || !plans.maySkipPairs(join)) {
            return Optional.empty();
        }
        boolean ofLeft = isNumbered(join.getLeft(), keys);
        return ofLeft || isNumbered(join.getRight(), keys)
                ? Optional.of(plans.lowerMatched(join, ofLeft, true, groups.getOutputSymbols()))
                : Optional.empty();
    }

    private static PlanNode withoutProjections(PlanNode node, List<Symbol> keys) {
        return node instanceof ProjectNode project && passes(project, keys)
                ? withoutProjections(project.getSource(), keys)
                : node;
    }

    private static boolean passes(ProjectNode project, List<Symbol> keys) {
        return project.getSource().getOutputSymbols().containsAll(keys)
                && keys.stream().allMatch(project.getAssignments()::isIdentity);
    }

    /** Whether the keys are columns of rows that are numbered, and there each number is there once. */
    private static boolean isNumbered(PlanNode node, List<Symbol> keys) {
        return switch (node) {
            case AssignUniqueId numbered ->
                keys.contains(numbered.getIdColumn()) && numbered.getOutputSymbols().containsAll(keys);
            case FilterNode filter -> isNumbered(filter.getSource(), keys);
            case ProjectNode project -> passes(project, keys) && isNumbered(project.getSource(), keys);
            default -> false;
        };
    }

    /** The key that numbers the rows which the other keys are columns of. */
    private static Optional<Symbol> id(PlanNode node, List<Symbol> keys) {
        return switch (node) {
            case AssignUniqueId numbered when keys.contains(numbered.getIdColumn())
                    && numbered.getOutputSymbols().containsAll(keys) ->
                Optional.of(numbered.getIdColumn());
            case FilterNode filter -> id(filter.getSource(), keys);
            case ProjectNode project when passes(project, keys) -> id(project.getSource(), keys);
            case JoinNode join when join.getLeft().getOutputSymbols().containsAll(keys) -> id(join.getLeft(), keys);
            case JoinNode join when join.getRight().getOutputSymbols().containsAll(keys) -> id(join.getRight(), keys);
            default -> Optional.empty();
        };
    }
}

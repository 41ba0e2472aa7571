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
 * The id alone tells the groups apart, as the other columns are the same wherever it is. So of all rows with the same id
 * the first one is let through, and no group is kept but its id.
 */
final class LowerUniqueRows {
    private static final String MARKER = "first";

    private LowerUniqueRows() {}

    /** Empty if the aggregation is none of these. */
    static Optional<Lowered> lower(AggregationNode groups, PlanLowering plans) {
        boolean distinctRows = groups.getAggregations().isEmpty() && groups.getGroupingSetCount() == 1
                && groups.getStep() == AggregationNode.Step.SINGLE;
        Optional<Symbol> id = distinctRows ? id(groups.getSource(), groups.getGroupingKeys()) : Optional.empty();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Lowered input = plans.lower(groups.getSource());
        int marker = input.symbols().size();
        MarkDistinct marked = new MarkDistinct(input.node(), List.of(input.channels().get(id.get())), MARKER);
        Filter first = new Filter(marked, List.of(new Input(marker, MARKER, BooleanType.BOOLEAN)));
        List<Symbol> all = new ArrayList<>(input.symbols());
        all.add(new Symbol(BooleanType.BOOLEAN, MARKER));
        List<Symbol> symbols = groups.getOutputSymbols();
        return Optional.of(new Lowered(LowerProject.rearrange(new Lowered(first, all), symbols), symbols));
    }

    /** The key that numbers the rows which the other keys are columns of. */
    private static Optional<Symbol> id(PlanNode node, List<Symbol> keys) {
        return switch (node) {
            case AssignUniqueId numbered when keys.contains(numbered.getIdColumn())
                    && numbered.getOutputSymbols().containsAll(keys) ->
                Optional.of(numbered.getIdColumn());
            case FilterNode filter -> id(filter.getSource(), keys);
            case ProjectNode project when project.getSource().getOutputSymbols().containsAll(keys)
                    && keys.stream().allMatch(project.getAssignments()::isIdentity) ->
                id(project.getSource(), keys);
            case JoinNode join when join.getLeft().getOutputSymbols().containsAll(keys) -> id(join.getLeft(), keys);
            case JoinNode join when join.getRight().getOutputSymbols().containsAll(keys) -> id(join.getRight(), keys);
            default -> Optional.empty();
        };
    }
}

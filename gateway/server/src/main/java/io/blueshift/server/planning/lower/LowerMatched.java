package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Join;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.AggregationNode;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.JoinType;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of one side of a join that match something on the other, or those that match nothing, without the pairs: what
 * becomes of {@code EXISTS} and {@code IN}, once it is known that nothing else is wanted of Trino's join.
 */
final class LowerMatched {
    private LowerMatched() {}

    /** Whether a pair may go unseen: looking at it might raise an error. */
    static boolean maySkipPairs(JoinNode join, FunctionLowering functions) {
        return join.getFilter().stream().noneMatch(new Conditions(functions)::mayFail);
    }

    /**
     * @param ofLeft whether the wanted rows are those of the join's left side
     * @param matched whether they are those with a match
     * @param swapped whether the left side becomes the build side
     * @param outputs of the wanted side
     */
    static Lowered lower(JoinNode join, boolean ofLeft, boolean matched, boolean swapped, List<Symbol> outputs,
            PlanLowering plans, FunctionLowering functions) {
        Join.Type type = ofLeft != swapped
                ? matched ? Join.Type.LEFT_SEMI : Join.Type.LEFT_ANTI
                : matched ? Join.Type.RIGHT_SEMI : Join.Type.RIGHT_ANTI;
        return LowerJoin.lower(join, swapped, type, outputs, plans, functions);
    }

    /**
     * An inner join whose probe side has every key once and is not wanted for anything else:
     *
     * <pre>
     * Join INNER -> [columns of the build side]
     *   Aggregate by [keys]
     *     the subquery
     *   the build side
     * </pre>
     *
     * Rows of the build side match once at most; so it does without the grouping, if each is delivered once.
     */
    static Optional<Lowered> lowerDistinct(JoinNode join, boolean swapped, PlanLowering plans,
            FunctionLowering functions) {
        PlanNode probe = swapped ? join.getRight() : join.getLeft();
        PlanNode build = swapped ? join.getLeft() : join.getRight();
        Set<Symbol> keys = join.getCriteria().stream()
                .map(equal -> swapped ? equal.getRight() : equal.getLeft()).collect(Collectors.toSet());
        boolean ofBuild = join.getType() == JoinType.INNER && maySkipPairs(join, functions)
                && build.getOutputSymbols().containsAll(join.getOutputSymbols());
        Optional<PlanNode> ungrouped = ofBuild ? ungrouped(probe, keys) : Optional.empty();
        return ungrouped.map(rows -> lower(withProbe(join, rows, swapped), swapped, true, swapped,
                join.getOutputSymbols(), plans, functions));
    }

    /** A join of which the right side's keys are all that is wanted: does without a grouping by them. */
    static JoinNode withoutGroups(JoinNode join) {
        Set<Symbol> keys = join.getCriteria().stream().map(JoinNode.EquiJoinClause::getRight)
                .collect(Collectors.toSet());
        return join.getRight() instanceof ProjectNode project
                ? ungrouped(project.getSource(), keys)
                        .map(rows -> (JoinNode) join.replaceChildren(List.of(join.getLeft(),
                                new ProjectNode(project.getId(), rows, project.getAssignments()))))
                        .orElse(join)
                : join;
    }

    private static JoinNode withProbe(JoinNode join, PlanNode rows, boolean swapped) {
        return (JoinNode) join.replaceChildren(swapped
                ? List.of(join.getLeft(), rows)
                : List.of(rows, join.getRight()));
    }

    /** The input of a grouping by just these keys. */
    private static Optional<PlanNode> ungrouped(PlanNode node, Set<Symbol> keys) {
        return switch (node) {
            case ProjectNode project when project.isIdentity() -> ungrouped(project.getSource(), keys);
            case AggregationNode groups when isDistinct(groups) && keys.equals(Set.copyOf(groups.getGroupingKeys())) ->
                Optional.of(groups.getSource());
            default -> Optional.empty();
        };
    }

    /** Whether an aggregation does nothing but to leave out duplicates. */
    static boolean isDistinct(AggregationNode groups) {
        return groups.getAggregations().isEmpty() && groups.getGroupingSetCount() == 1
                && groups.getStep() == AggregationNode.Step.SINGLE && !groups.getGroupingKeys().isEmpty();
    }
}

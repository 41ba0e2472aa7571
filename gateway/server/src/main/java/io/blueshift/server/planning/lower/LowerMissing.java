package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Project;
import io.trino.spi.function.CatalogSchemaFunctionName;
import io.trino.sql.ir.Booleans;
import io.trino.sql.ir.Call;
import io.trino.sql.ir.Coalesce;
import io.trino.sql.ir.IrUtils;
import io.trino.sql.ir.Reference;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.SymbolsExtractor;
import io.trino.sql.planner.plan.AggregationNode;
import io.trino.sql.planner.plan.AssignUniqueId;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.JoinNode;
import io.trino.sql.planner.plan.JoinType;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static io.trino.metadata.GlobalFunctionCatalog.builtinFunctionName;

/**
 * {@code NOT EXISTS}, as Trino plans it: with equations alone
 *
 * <pre>
 * Filter NOT(coalesce(match, false))
 *   Join LEFT -> [columns of the input, match]
 *     the input
 *     Project match := true
 *       the subquery
 * </pre>
 *
 * and with other conditions
 *
 * <pre>
 * Filter NOT(coalesce(found, false))
 *   Aggregate by [columns of the input, id], found := bool_or(match)
 *     Join LEFT -> [columns of the input, id, match]
 *       AssignUniqueId id
 *         the input
 *       Project match := true
 *         the subquery
 * </pre>
 *
 * or the same with the sides turned round, as RIGHT. A row without a match comes out of the join once, and rows or groups
 * with a match do not pass the filter. So the rows without a match are all that there is to it.
 */
final class LowerMissing {
    private static final CatalogSchemaFunctionName NOT = builtinFunctionName("$not");
    private static final CatalogSchemaFunctionName BOOL_OR = builtinFunctionName("bool_or");

    private LowerMissing() {}

    /**
     * @param match true where there is a match, a column of the join
     * @param found the filter's column for it
     * @param grouped whether pairs come in groups, which are of no use afterwards
     */
    private record Shape(JoinNode join, Symbol match, Symbol found, boolean grouped) {}

    /** Empty if the filter is none of these. */
    static Optional<Lowered> lower(FilterNode filter, PlanLowering plans) {
        return shape(filter.getSource()).flatMap(shape -> lower(filter, shape, plans));
    }

    private static Optional<Lowered> lower(FilterNode filter, Shape shape, PlanLowering plans) {
        List<io.trino.sql.ir.Expression> conjuncts = IrUtils.extractConjuncts(filter.getPredicate());
        List<io.trino.sql.ir.Expression> others = conjuncts.stream()
                .filter(conjunct -> !isMissing(conjunct, shape.found)).toList();
        List<Symbol> left = shape.join.getLeft().getOutputSymbols();
        boolean skips = plans.maySkipPairs(shape.join);
        if (others.size() == conjuncts.size() || !left.containsAll(SymbolsExtractor.extractUnique(others))
                || !(skips || shape.grouped)) {
            return Optional.empty();
        }
        List<Symbol> outputs = filter.getOutputSymbols().stream().filter(left::contains).toList();
        JoinNode join = withOutputs(shape.join, outputs, shape.match);
        io.blueshift.executor.ir.PlanNode missing = skips
                ? missing(join, outputs, others, plans)
                : pairs(join, conjuncts, shape, plans);
        return Optional.of(new Lowered(project(missing, filter.getOutputSymbols(), outputs),
                filter.getOutputSymbols()));
    }

    /** The rows without a match, with the outputs as their first columns. */
    private static io.blueshift.executor.ir.PlanNode missing(JoinNode join, List<Symbol> outputs,
            List<io.trino.sql.ir.Expression> others, PlanLowering plans) {
        Lowered rows = plans.lowerMatched(LowerMatched.withoutGroups(join), true, false, outputs);
        return others.isEmpty() ? rows.node() : new Filter(rows.node(), plans.lower(others, rows.channels()));
    }

    /** The same where every pair has to be looked at. */
    private static io.blueshift.executor.ir.PlanNode pairs(JoinNode join, List<io.trino.sql.ir.Expression> conjuncts,
            Shape shape, PlanLowering plans) {
        Lowered pairs = plans.lower(join);
        Map<Symbol, Integer> channels = pairs.channels();
        channels.put(shape.found, channels.get(shape.match));
        return new Filter(pairs.node(), plans.lower(conjuncts, channels));
    }

    private static JoinNode withOutputs(JoinNode join, List<Symbol> outputs, Symbol match) {
        Set<Symbol> needed = new HashSet<>(outputs);
        join.getCriteria().forEach(equal -> needed.add(equal.getLeft()));
        join.getFilter().ifPresent(condition -> needed.addAll(SymbolsExtractor.extractUnique(condition)));
        return new JoinNode(join.getId(), join.getType(), PrunedColumns.of(join.getLeft(), needed), join.getRight(),
                join.getCriteria(), outputs, List.of(match), false, join.getFilter(), Optional.empty(),
                Optional.empty(), Map.of(), Optional.empty());
    }

    /** In the rows that are left, nothing was found, so what is not of the left side is NULL. */
    private static Project project(io.blueshift.executor.ir.PlanNode missing, List<Symbol> symbols,
            List<Symbol> outputs) {
        List<Expression> values = symbols.stream().<Expression>map(symbol -> outputs.contains(symbol)
                ? new Input(outputs.indexOf(symbol), symbol.name(), symbol.type())
                : new Constant(symbol.type(), Optional.empty())).toList();
        return new Project(missing, symbols.stream().map(Symbol::name).toList(), values);
    }

    private static Optional<Shape> shape(PlanNode source) {
        return switch (withoutProjections(source)) {
            case AggregationNode groups when withoutProjections(groups.getSource()) instanceof JoinNode join -> {
                JoinNode left = asLeft(join);
                yield match(groups, left).map(match -> new Shape(left, match,
                        groups.getAggregations().keySet().iterator().next(), true));
            }
            case JoinNode join -> match(asLeft(join));
            default -> Optional.empty();
        };
    }

    /** Trino turns the sides of a join round where it takes the other one for the smaller. */
    private static JoinNode asLeft(JoinNode join) {
        return join.getType() == JoinType.RIGHT ? join.flipChildren() : join;
    }

    private static Optional<Shape> match(JoinNode join) {
        return join.getType() == JoinType.LEFT && join.getRight() instanceof ProjectNode right
                ? join.getRightOutputSymbols().stream()
                        .filter(symbol -> Booleans.TRUE.equals(right.getAssignments().get(symbol))).findFirst()
                        .map(match -> new Shape(join, match, match, false))
                : Optional.empty();
    }

    private static PlanNode withoutProjections(PlanNode node) {
        return node instanceof ProjectNode project && project.getAssignments().isIdentity()
                ? withoutProjections(project.getSource())
                : node;
    }

    /** The column that is true where there is a match, if the groups are the rows of the join's left side. */
    private static Optional<Symbol> match(AggregationNode groups, JoinNode join) {
        boolean oneGrouping = groups.getStep() == AggregationNode.Step.SINGLE && groups.getGroupingSetCount() == 1
                && !groups.getGroupingKeys().isEmpty() && groups.getAggregations().size() == 1;
        boolean byRow = join.getType() == JoinType.LEFT && join.getLeft() instanceof AssignUniqueId numbered
                && groups.getGroupingKeys().contains(numbered.getIdColumn())
                && join.getLeft().getOutputSymbols().containsAll(groups.getGroupingKeys());
        if (!oneGrouping || !byRow || !(join.getRight() instanceof ProjectNode right)) {
            return Optional.empty();
        }
        return argument(groups.getAggregations().values().iterator().next())
                .filter(match -> Booleans.TRUE.equals(right.getAssignments().get(match)));
    }

    private static Optional<Symbol> argument(AggregationNode.Aggregation found) {
        boolean plain = found.getResolvedFunction().name().equals(BOOL_OR) && !found.isDistinct()
                && found.getFilter().isEmpty() && found.getMask().isEmpty();
        return plain && found.getArguments().getFirst() instanceof Reference match
                ? Optional.of(Symbol.from(match))
                : Optional.empty();
    }

    private static boolean isMissing(io.trino.sql.ir.Expression conjunct, Symbol found) {
        return conjunct instanceof Call call && call.function().name().equals(NOT)
                && call.arguments().getFirst() instanceof Coalesce coalesce
                && coalesce.operands().equals(List.of(found.toSymbolReference(), Booleans.FALSE));
    }
}

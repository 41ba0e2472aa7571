package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Project;
import io.trino.spi.function.CatalogSchemaFunctionName;
import io.trino.spi.type.BooleanType;
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
 * {@code NOT EXISTS} with a condition that is no equation, as Trino plans it:
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
 * A row without a match comes out of the join once, and a group with a match does not pass the filter. So the filter does
 * without the aggregation.
 */
final class LowerMissing {
    private static final CatalogSchemaFunctionName NOT = builtinFunctionName("$not");
    private static final CatalogSchemaFunctionName BOOL_OR = builtinFunctionName("bool_or");

    private LowerMissing() {}

    /** Empty if the filter is none of these. */
    static Optional<Lowered> lower(FilterNode filter, PlanLowering plans) {
        if (!(withoutProjections(filter.getSource()) instanceof AggregationNode groups)
                || !(withoutProjections(groups.getSource()) instanceof JoinNode join)) {
            return Optional.empty();
        }
        Optional<Symbol> match = match(groups, join);
        if (match.isEmpty()) {
            return Optional.empty();
        }
        Symbol found = groups.getAggregations().keySet().iterator().next();
        List<io.trino.sql.ir.Expression> conjuncts = IrUtils.extractConjuncts(filter.getPredicate());
        List<io.trino.sql.ir.Expression> others = conjuncts.stream()
                .filter(conjunct -> !isMissing(conjunct, found)).toList();
        if (others.size() == conjuncts.size() || SymbolsExtractor.extractUnique(others).contains(found)) {
            return Optional.empty();
        }
        List<Symbol> outputs = filter.getOutputSymbols().stream().filter(symbol -> !symbol.equals(found)).toList();
        Lowered pairs = plans.lower(withOutputs(join, outputs, match.get()));
        Map<Symbol, Integer> channels = pairs.channels();
        channels.put(found, channels.get(match.get()));
        Filter missing = new Filter(pairs.node(), plans.lower(conjuncts, channels));
        return Optional.of(new Lowered(project(missing, filter.getOutputSymbols(), found, channels),
                filter.getOutputSymbols()));
    }

    private static JoinNode withOutputs(JoinNode join, List<Symbol> outputs, Symbol match) {
        Set<Symbol> needed = new HashSet<>(outputs);
        join.getCriteria().forEach(equal -> needed.add(equal.getLeft()));
        join.getFilter().ifPresent(condition -> needed.addAll(SymbolsExtractor.extractUnique(condition)));
        return new JoinNode(join.getId(), join.getType(), PrunedColumns.of(join.getLeft(), needed), join.getRight(),
                join.getCriteria(), outputs, List.of(match), false, join.getFilter(), Optional.empty(),
                Optional.empty(), Map.of(), Optional.empty());
    }

    /** In the rows that are left, nothing was found: bool_or of NULLs. */
    private static Project project(Filter missing, List<Symbol> symbols, Symbol found,
            Map<Symbol, Integer> channels) {
        List<Expression> values = symbols.stream().<Expression>map(symbol -> symbol.equals(found)
                ? new Constant(BooleanType.BOOLEAN, Optional.empty())
                : new Input(channels.get(symbol), symbol.name(), symbol.type())).toList();
        return new Project(missing, symbols.stream().map(Symbol::name).toList(), values);
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

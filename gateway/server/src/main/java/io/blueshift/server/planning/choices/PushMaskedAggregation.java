package io.blueshift.server.planning.choices;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.trino.Session;
import io.trino.matching.Captures;
import io.trino.matching.Match;
import io.trino.matching.Pattern;
import io.trino.spi.function.CatalogSchemaFunctionName;
import io.trino.spi.type.BigintType;
import io.trino.sql.PlannerContext;
import io.trino.sql.ir.Constant;
import io.trino.sql.ir.Expression;
import io.trino.sql.ir.IrExpressions;
import io.trino.sql.ir.IrUtils;
import io.trino.sql.ir.IsNull;
import io.trino.sql.ir.Reference;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.iterative.rule.PushAggregationIntoTableScan;
import io.trino.sql.planner.plan.AggregationNode;
import io.trino.sql.planner.plan.AggregationNode.Aggregation;
import io.trino.sql.planner.plan.Assignments;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.ProjectNode;
import io.trino.sql.planner.plan.TableScanNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static io.trino.SystemSessionProperties.isAllowPushdownIntoConnectors;
import static io.trino.metadata.GlobalFunctionCatalog.isBuiltinFunctionName;
import static io.trino.sql.analyzer.TypeDescriptorProvider.fromTypes;
import static io.trino.sql.planner.plan.AggregationNode.Step.SINGLE;
import static io.trino.sql.planner.plan.Patterns.Aggregation.step;
import static io.trino.sql.planner.plan.Patterns.aggregation;
import static java.util.Objects.requireNonNull;

/**
 * Offers an aggregation with FILTER to the source of its rows, which Trino never does:
 *
 * <pre>
 * sum(x) FILTER (WHERE condition)    as    sum(CASE WHEN condition THEN x END)
 * </pre>
 *
 * All of these aggregates pass over NULL. Where the source does not take the aggregation, or does not compute a value of it, the plan
 * stays as it is.
 */
final class PushMaskedAggregation implements Rule<AggregationNode> {
    private static final Set<String> PASSING_OVER_NULL = Set.of("count", "sum", "avg", "min", "max", "count_if",
            "bool_and", "every", "bool_or");

    private static final Pattern<AggregationNode> PATTERN = aggregation().with(step().equalTo(SINGLE))
            .matching(node -> node.getGroupingSets().getGroupingSetCount() <= 1)
            .matching(node -> node.getAggregations().values().stream().allMatch(PushMaskedAggregation::isMovable))
            .matching(node -> node.getAggregations().values().stream().anyMatch(one -> one.getMask().isPresent()));

    private final PlannerContext planner;
    private final Rule<ProjectNode> projections;

    /** @param projections the rule that offers what is computed of a row, CASE as well */
    PushMaskedAggregation(PlannerContext planner, Rule<ProjectNode> projections) {
        this.planner = requireNonNull(planner, "planner is null");
        this.projections = requireNonNull(projections, "projections is null");
    }

    private static boolean isMovable(Aggregation aggregation) {
        CatalogSchemaFunctionName name = aggregation.getResolvedFunction().name();
        return aggregation.getFilter().isEmpty() && aggregation.getOrderingScheme().isEmpty()
                && aggregation.getArguments().size() <= 1
                && aggregation.getArguments().stream().allMatch(Reference.class::isInstance)
                && (aggregation.getMask().isEmpty() || isBuiltinFunctionName(name)
                        && PASSING_OVER_NULL.contains(name.functionName()));
    }

    @Override
    public Pattern<AggregationNode> getPattern() {
        return PATTERN;
    }

    @Override
    public boolean isEnabled(Session session) {
        return isAllowPushdownIntoConnectors(session);
    }

    @Override
    public Result apply(AggregationNode node, Captures captures, Context context) {
        PlanNode source = context.getLookup().resolve(node.getSource());
        PlanNode rows = source instanceof ProjectNode project ? project.getSource() : node.getSource();
        if (!OfferingRule.readsSource(rows, context.getLookup())) {
            return Result.empty();
        }
        Assignments inputs = source instanceof ProjectNode project
                ? project.getAssignments()
                : Assignments.identity(source.getOutputSymbols());
        return new Attempt(node, inputs, context).pushed(rows).map(Result::ofPlanNode).orElseGet(Result::empty);
    }

    /** One application of the rule. */
    private final class Attempt {
        private final AggregationNode node;
        private final Assignments inputs;
        private final Context context;
        private final Assignments.Builder values = Assignments.builder();

        private Attempt(AggregationNode node, Assignments inputs, Context context) {
            this.node = node;
            this.inputs = inputs;
            this.context = context;
        }

        private Optional<PlanNode> pushed(PlanNode rows) {
            node.getGroupingKeys().forEach(key -> values.put(key, inputs.get(key)));
            ImmutableMap.Builder<Symbol, Aggregation> unmasked = ImmutableMap.builder();
            node.getAggregations().forEach((output, aggregation) -> unmasked.put(output, unmasked(aggregation)));
            ProjectNode computed = new ProjectNode(context.getIdAllocator().getNextId(), rows, values.build());
            return computed(computed).flatMap(scanned -> aggregated(scanned, unmasked.buildOrThrow()));
        }

        private Aggregation unmasked(Aggregation aggregation) {
            if (aggregation.getMask().isEmpty()) {
                aggregation.getArguments().forEach(argument -> {
                    Symbol symbol = Symbol.from(argument);
                    values.put(symbol, inputs.get(symbol));
                });
                return aggregation;
            }
            Expression mask = inputs.get(aggregation.getMask().get());
            Optional<Expression> argument = aggregation.getArguments().stream().findFirst()
                    .map(reference -> inputs.get(Symbol.from(reference)));
            boolean counts = aggregation.getResolvedFunction().name().functionName().equals("count")
                    && !aggregation.isDistinct();
            Expression value = IrExpressions.ifExpression(
                    counts ? IrUtils.and(present(mask, argument)) : mask,
                    counts ? new Constant(BigintType.BIGINT, 1L) : argument.orElseThrow());
            Symbol symbol = context.getSymbolAllocator().newSymbol("filtered", value.type());
            values.put(symbol, value);
            return new Aggregation(counts
                    ? planner.getMetadata().resolveBuiltinFunction("count", fromTypes(BigintType.BIGINT))
                    : aggregation.getResolvedFunction(), List.of(symbol.toSymbolReference()),
                    aggregation.isDistinct(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** Rows are counted whatever their values are, so that the source need not know more of these. */
        private List<Expression> present(Expression mask, Optional<Expression> argument) {
            return argument.filter(value -> !(value instanceof Constant constant && constant.value() != null))
                    .map(value -> List.of(mask, IrExpressions.not(planner.getMetadata(), new IsNull(value))))
                    .orElseGet(() -> List.of(mask));
        }

        /** The values as columns of a scan, if the source computes all of them. */
        private Optional<ProjectNode> computed(ProjectNode project) {
            return projections.getPattern().match(project, context.getLookup()).map(Match::captures).findFirst()
                    .flatMap(captures -> projections.apply(project, captures, context).transformedPlan())
                    .map(ProjectNode.class::cast)
                    .filter(scanned -> scanned.getAssignments().assignments().values().stream()
                            .allMatch(Reference.class::isInstance));
        }

        private Optional<PlanNode> aggregated(ProjectNode scanned, Map<Symbol, Aggregation> aggregations) {
            Map<Symbol, Aggregation> renamed = ImmutableMap.copyOf(Maps.transformValues(aggregations,
                    aggregation -> renamed(aggregation, scanned.getAssignments())));
            List<Symbol> keys = node.getGroupingKeys().stream().map(key -> column(key, scanned.getAssignments()))
                    .toList();
            if (keys.stream().distinct().count() < keys.size()) {
                return Optional.empty();
            }
            return PushAggregationIntoTableScan
                    .pushAggregationIntoTableScan(planner, context, node, (TableScanNode) scanned.getSource(), renamed,
                            keys)
                    .map(plan -> new ProjectNode(context.getIdAllocator().getNextId(), plan,
                            outputs(scanned.getAssignments())));
        }

        private Assignments outputs(Assignments scanned) {
            Assignments.Builder outputs = Assignments.builder();
            node.getGroupingKeys().forEach(key -> outputs.put(key, column(key, scanned).toSymbolReference()));
            outputs.putIdentities(node.getAggregations().keySet());
            return outputs.build();
        }

        private static Symbol column(Symbol value, Assignments scanned) {
            return Symbol.from(scanned.get(value));
        }

        private static Aggregation renamed(Aggregation aggregation, Assignments scanned) {
            return new Aggregation(aggregation.getResolvedFunction(),
                    aggregation.getArguments().stream()
                            .<Expression>map(argument -> column(Symbol.from(argument), scanned).toSymbolReference())
                            .toList(),
                    aggregation.isDistinct(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}

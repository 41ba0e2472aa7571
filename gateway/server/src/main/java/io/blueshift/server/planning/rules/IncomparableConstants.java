package io.blueshift.server.planning.rules;

import io.trino.matching.Captures;
import io.trino.matching.Pattern;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.sql.DynamicFilters;
import io.trino.sql.PlannerContext;
import io.trino.sql.ir.Booleans;
import io.trino.sql.ir.Call;
import io.trino.sql.ir.Cast;
import io.trino.sql.ir.ComparisonOperator;
import io.trino.sql.ir.Constant;
import io.trino.sql.ir.Expression;
import io.trino.sql.ir.In;
import io.trino.sql.ir.IrExpressions;
import io.trino.sql.ir.IrExpressions.Comparison;
import io.trino.sql.ir.IsNull;
import io.trino.sql.ir.Let;
import io.trino.sql.ir.Logical;
import io.trino.sql.ir.Reference;
import io.trino.sql.planner.SymbolsExtractor;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.plan.FilterNode;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.NEVER_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.NULLABLE_RETURN;
import static io.trino.spi.function.InvocationConvention.simpleConvention;
import static io.trino.sql.planner.plan.Patterns.filter;
import static java.util.Objects.requireNonNull;

/**
 * Hides from Trino's rules what is compared with a constant array, row or map that is not equal to itself, for there is a NULL
 * or NaN in it:
 *
 * <pre>
 * a IS NOT DISTINCT FROM ARRAY[1, NULL]    becomes    CASE WHEN a IS NULL THEN false ELSE a IS NOT DISTINCT FROM ARRAY[1, NULL] END
 * </pre>
 *
 * Of the first form they would make a set of one value. Such a set is equal to no other, so that they would believe for ever
 * to have changed something; and from a set they make {@code =} again, which is true of no row. Neither is a join told by such sets
 * what its other side has: what it is to be not distinct from is not asked of a scan.
 */
final class IncomparableConstants implements Rule<FilterNode> {
    private static final Pattern<FilterNode> PATTERN = filter().matching(node -> mayBeSet(node.getPredicate()));

    private final PlannerContext planner;

    IncomparableConstants(PlannerContext planner) {
        this.planner = requireNonNull(planner, "planner is null");
    }

    @Override
    public Pattern<FilterNode> getPattern() {
        return PATTERN;
    }

    @Override
    public Result apply(FilterNode node, Captures captures, Context context) {
        Expression hidden = hide(node.getPredicate(), context);
        return hidden.equals(node.getPredicate())
                ? Result.empty()
                : Result.ofPlanNode(new FilterNode(node.getId(), node.getSource(), hidden));
    }

    /** Whether there is such a comparison in a place where Trino looks for sets of values, whatever the constant is. */
    private static boolean mayBeSet(Expression predicate) {
        return switch (predicate) {
            case Logical logical -> logical.terms().stream().anyMatch(IncomparableConstants::mayBeSet);
            case Let let -> mayBeSet(let.body());
            case In in -> isColumn(in.value());
            case Call call when isFoundByJoin(call) -> true;
            case Call call when IrExpressions.matchComparison(call) instanceof Comparison comparison ->
                isColumn(comparison.left()) || isColumn(comparison.right());
            // NOT, above all
            case Call call when call.type() instanceof BooleanType ->
                call.arguments().stream().anyMatch(IncomparableConstants::mayBeSet);
            default -> false;
        };
    }

    /** Of a join on IS NOT DISTINCT FROM, the values of its other side. */
    private static boolean isFoundByJoin(Call call) {
        return DynamicFilters.getDescriptor(call)
                .filter(found -> found.isNullAllowed() && hasParts(found.getInput().type())).isPresent();
    }

    private static boolean isColumn(Expression expression) {
        Expression value = expression instanceof Cast cast ? cast.expression() : expression;
        return value instanceof Reference && hasParts(expression.type());
    }

    private static boolean hasParts(Type type) {
        return type instanceof ArrayType || type instanceof RowType || type instanceof MapType;
    }

    private Expression hide(Expression predicate, Context context) {
        return switch (predicate) {
            case Logical logical -> new Logical(logical.operator(), hideAll(logical.terms(), context));
            case Let let -> new Let(let.name(), let.value(), hide(let.body(), context));
            case In in when isColumn(in.value())
                    && in.valueList().stream().anyMatch(value -> isHidden(value, context)) ->
                unlessNull(in.value(), in, nullTruth());
            case Call call when isFoundByJoin(call) -> Booleans.TRUE;
            case Call call when IrExpressions.matchComparison(call) instanceof Comparison comparison ->
                compared(comparison).filter(value -> isHidden(other(comparison, value), context))
                        .map(value -> unlessNull(value, call, ofNull(comparison))).orElse(call);
            case Call call when mayBeSet(call) -> new Call(call.function(), hideAll(call.arguments(), context));
            default -> predicate;
        };
    }

    private List<Expression> hideAll(List<Expression> predicates, Context context) {
        return predicates.stream().map(predicate -> hide(predicate, context)).toList();
    }

    private static Optional<Expression> compared(Comparison comparison) {
        return Stream.of(comparison.left(), comparison.right()).filter(IncomparableConstants::isColumn).findFirst();
    }

    private static Expression other(Comparison comparison, Expression value) {
        return comparison.left() == value ? comparison.right() : comparison.left();
    }

    private static Expression unlessNull(Expression value, Expression comparison, Expression otherwise) {
        return IrExpressions.ifExpression(new IsNull(value), otherwise, comparison);
    }

    /** What the comparison of NULL with a value is. */
    private static Expression ofNull(Comparison comparison) {
        return comparison.operator() == ComparisonOperator.IDENTICAL ? Booleans.FALSE : nullTruth();
    }

    private static Expression nullTruth() {
        return IrExpressions.constantNull(BooleanType.BOOLEAN);
    }

    private boolean isHidden(Expression expression, Context context) {
        // What was put in the place of a column may not have been computed yet
        Expression value = !(expression instanceof Constant) && SymbolsExtractor.extractUnique(expression).isEmpty()
                ? planner.getExpressionOptimizer()
                        .process(expression, context.getSession(), context.getSymbolAllocator(), Map.of())
                        .orElse(expression)
                : expression;
        return value instanceof Constant constant && constant.value() != null && !isEqualToItself(constant);
    }

    private boolean isEqualToItself(Constant constant) {
        MethodHandle equal = planner.getTypeOperators().getEqualOperator(constant.type(),
                simpleConvention(NULLABLE_RETURN, NEVER_NULL, NEVER_NULL));
        try {
            return Boolean.TRUE.equals((Boolean) equal.invoke(constant.value(), constant.value()));
        } catch (Throwable e) {
            throw new IllegalStateException("Comparing a constant of type " + constant.type() + " failed", e);
        }
    }
}

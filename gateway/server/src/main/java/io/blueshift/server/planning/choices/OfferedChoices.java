package io.blueshift.server.planning.choices;

import io.blueshift.pushdown.ChoiceTranslator;
import io.trino.metadata.Metadata;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.Type;
import io.trino.sql.ir.Call;
import io.trino.sql.ir.Case;
import io.trino.sql.ir.Expression;
import io.trino.sql.ir.ExpressionRewriter;
import io.trino.sql.ir.ExpressionTreeRewriter;
import io.trino.sql.ir.IrExpressions;
import io.trino.sql.ir.Lambda;
import io.trino.sql.ir.Match;
import io.trino.sql.ir.MatchClause;
import io.trino.sql.ir.Reference;
import io.trino.sql.ir.WhenClause;
import io.trino.sql.planner.DeterminismEvaluator;
import io.trino.sql.planner.Symbol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.trino.metadata.GlobalFunctionCatalog.builtinFunctionName;
import static io.trino.sql.analyzer.TypeDescriptorProvider.fromTypes;
import static java.util.Objects.requireNonNull;

/**
 * Writes CASE as nested calls of {@link ChoiceFunction} and what is left of them as CASE again. Remembers what it wrote, so
 * that what nobody took is the expression that it was. For one application of a rule.
 */
final class OfferedChoices {
    /** Calls are nested, and those who look at them recursive. */
    private static final int BRANCHES_MAX = 200;

    private final Metadata metadata;
    private final Map<Expression, Expression> originals = new HashMap<>();

    OfferedChoices(Metadata metadata) {
        this.metadata = requireNonNull(metadata, "metadata is null");
    }

    /** Whether there is anything to write in another way. */
    static boolean isWithin(Expression expression) {
        return expression instanceof Case || expression instanceof Match
                || expression.children().stream().anyMatch(OfferedChoices::isWithin);
    }

    Expression offer(Expression expression) {
        return ExpressionTreeRewriter.rewriteWith(new Offering(), expression);
    }

    Expression takeBack(Expression expression) {
        return ExpressionTreeRewriter.rewriteWith(new TakingBack(), expression);
    }

    private static boolean isChoice(Expression expression) {
        return expression instanceof Call call
                && call.function().name().equals(builtinFunctionName(ChoiceTranslator.FUNCTION));
    }

    private Expression calls(Case choice) {
        Type type = choice.type();
        Expression call = choice.defaultValue();
        for (WhenClause clause : choice.whenClauses().reversed()) {
            call = new Call(
                    metadata.resolveBuiltinFunction(ChoiceTranslator.FUNCTION,
                            fromTypes(BooleanType.BOOLEAN, type, type)),
                    List.of(clause.getOperand(), clause.getResult(), call));
        }
        return call;
    }

    private final class Offering extends ExpressionRewriter<Void> {
        @Override
        public Expression rewriteCase(Case node, Void context, ExpressionTreeRewriter<Void> rewriter) {
            Case choice = rewriter.defaultRewrite(node, context);
            // NULLIF has a form of its own
            if (choice.whenClauses().size() > BRANCHES_MAX || IrExpressions.matchNullIf(choice) != null) {
                return choice;
            }
            Expression offered = calls(choice);
            originals.put(offered, node);
            return offered;
        }

        @Override
        public Expression rewriteMatch(Match node, Void context, ExpressionTreeRewriter<Void> rewriter) {
            if (node.clauses().size() > BRANCHES_MAX || !DeterminismEvaluator.isDeterministic(node.operand())) {
                return rewriter.defaultRewrite(node, context);
            }
            Case searched = new Case(node.clauses().stream()
                    .map(clause -> new WhenClause(condition(clause, node.operand()), clause.result())).toList(),
                    node.defaultValue());
            Expression offered = calls(rewriter.defaultRewrite(searched, context));
            originals.put(offered, node);
            return offered;
        }

        /** Values of lambdas are computed for elements, not for rows. */
        @Override
        public Expression rewriteLambda(Lambda node, Void context, ExpressionTreeRewriter<Void> rewriter) {
            return node;
        }
    }

    /** With the operand for the last argument, and what is captured, as of {@code CASE x WHEN y}, for those before it. */
    private static Expression condition(MatchClause clause, Expression operand) {
        Map<String, Expression> arguments = new HashMap<>();
        List<Symbol> parameters = clause.lambda().arguments();
        for (int i = 0; i < parameters.size() - 1; i++) {
            arguments.put(parameters.get(i).name(), clause.bind().values().get(i));
        }
        arguments.put(parameters.getLast().name(), operand);
        return ExpressionTreeRewriter.rewriteWith(new ExpressionRewriter<Void>() {
            @Override
            public Expression rewriteReference(Reference node, Void context, ExpressionTreeRewriter<Void> rewriter) {
                return arguments.getOrDefault(node.name(), node);
            }
        }, clause.lambda().body());
    }

    private final class TakingBack extends ExpressionRewriter<Void> {
        @Override
        public Expression rewriteCall(Call node, Void context, ExpressionTreeRewriter<Void> rewriter) {
            Expression original = originals.get(node);
            if (original != null) {
                return original;
            }
            Call call = rewriter.defaultRewrite(node, context);
            if (!isChoice(call)) {
                return call;
            }
            Expression otherwise = call.arguments().get(2);
            List<WhenClause> clauses = new ArrayList<>();
            clauses.add(new WhenClause(call.arguments().get(0), call.arguments().get(1)));
            if (isChoice(node.arguments().get(2)) && otherwise instanceof Case rest) {
                clauses.addAll(rest.whenClauses());
                otherwise = rest.defaultValue();
            }
            return new Case(clauses, otherwise);
        }
    }
}

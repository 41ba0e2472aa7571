package io.blueshift.pushdown;

import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.FieldDereference;
import io.trino.spi.expression.FunctionName;
import io.trino.spi.expression.Lambda;
import io.trino.spi.expression.Variable;
import io.trino.spi.predicate.NullableValue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static java.util.Map.entry;

/** The engine's expressions in users' words, for reasons and names: short, and without the engine's inner names. */
final class ExpressionText {
    private static final int LENGTH_MAX = 50;
    private static final Map<String, String> OPERATORS = Map.ofEntries(entry("$add", "+"), entry("$subtract", "-"),
            entry("$multiply", "*"), entry("$divide", "/"), entry("$modulo", "%"), entry("$equal", "="),
            entry("$not_equal", "<>"), entry("$less_than", "<"), entry("$less_than_or_equal", "<="),
            entry("$greater_than", ">"), entry("$greater_than_or_equal", ">="),
            entry("$identical", "IS NOT DISTINCT FROM"), entry("$and", "AND"), entry("$or", "OR"),
            entry("$like", "LIKE"), entry("$in", "IN"));
    private static final Map<String, String> WORDS = Map.of("$coalesce", "COALESCE", "$nullif", "NULLIF", "$not",
            "NOT", "$negate", "-", "$cast", "CAST", "$try_cast", "TRY_CAST", "$between", "BETWEEN", "$is_null",
            "IS NULL", "$array", "ARRAY", ChoiceTranslator.FUNCTION, "CASE");

    private ExpressionText() {}

    static String of(ConnectorExpression expression) {
        String text = text(expression);
        return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "...";
    }

    /** A function as users know it. */
    static String name(FunctionName function) {
        String name = function.getName();
        return name.startsWith("$")
                ? OPERATORS.getOrDefault(name, WORDS.getOrDefault(name, "an expression of the engine's own"))
                : name;
    }

    private static String text(ConnectorExpression expression) {
        return switch (expression) {
            case Variable variable -> variable.getName();
            case Constant constant when constant.getValue() == null -> "NULL";
            case Constant constant -> LiteralText.of(NullableValue.of(constant.getType(), constant.getValue()));
            case Call call -> text(call);
            case FieldDereference field -> text(field.getTarget()) + "." + field.getField();
            case Lambda _ -> "lambda";
            default -> "expression";
        };
    }

    private static String text(Call call) {
        String name = call.getFunctionName().getName();
        List<ConnectorExpression> arguments = call.getArguments();
        if (OPERATORS.containsKey(name)) {
            return arguments.stream().map(ExpressionText::nested)
                    .collect(Collectors.joining(" " + OPERATORS.get(name) + " "));
        }
        return switch (name) {
            case "$cast", "$try_cast" -> name(call.getFunctionName()) + "(" + text(arguments.getFirst()) + " AS "
                    + call.getType().getDisplayName() + ")";
            case "$is_null" -> nested(arguments.getFirst()) + " IS NULL";
            case "$not" -> "NOT " + nested(arguments.getFirst());
            case "$negate" -> "-" + nested(arguments.getFirst());
            case "$array" -> list(arguments);
            case ChoiceTranslator.FUNCTION -> "CASE" + branches(arguments) + " END";
            default -> name(call.getFunctionName()) + list(arguments);
        };
    }

    private static String branches(List<ConnectorExpression> arguments) {
        ConnectorExpression otherwise = arguments.get(2);
        String first = " WHEN " + text(arguments.get(0)) + " THEN " + text(arguments.get(1));
        if (otherwise instanceof Constant constant && constant.getValue() == null) {
            return first;
        }
        return first + (ChoiceTranslator.translates(otherwise)
                ? branches(((Call) otherwise).getArguments())
                : " ELSE " + text(otherwise));
    }

    private static String list(List<ConnectorExpression> arguments) {
        return arguments.stream().map(ExpressionText::text).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String nested(ConnectorExpression expression) {
        boolean operator = expression instanceof Call call && OPERATORS.containsKey(call.getFunctionName().getName())
                && !call.getFunctionName().getName().equals("$in");
        return operator ? "(" + text(expression) + ")" : text(expression);
    }
}

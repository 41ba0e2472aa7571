package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemotePredicate.Not;
import io.blueshift.pushdown.RemotePredicate.NullTest;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.FunctionName;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BooleanType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import static io.trino.spi.expression.StandardFunctions.AND_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.BETWEEN_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.GREATER_THAN_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.GREATER_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.IDENTICAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.IN_PREDICATE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.IS_NULL_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.LESS_THAN_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.LESS_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.LIKE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.NOT_EQUAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.NOT_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.OR_FUNCTION_NAME;

/**
 * Translates one condition. What it makes is true, false and NULL exactly where the engine's condition is, but for the
 * rows of its {@link Doubts}: hence it may be negated and combined at will. One thread.
 */
final class PredicateTranslator {
    private static final Map<FunctionName, Operator> COMPARISONS = Map.of(EQUAL_OPERATOR_FUNCTION_NAME,
            Operator.EQUAL, NOT_EQUAL_OPERATOR_FUNCTION_NAME, Operator.NOT_EQUAL, LESS_THAN_OPERATOR_FUNCTION_NAME,
            Operator.LESS, LESS_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME, Operator.LESS_OR_EQUAL,
            GREATER_THAN_OPERATOR_FUNCTION_NAME, Operator.GREATER, GREATER_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME,
            Operator.GREATER_OR_EQUAL, IDENTICAL_OPERATOR_FUNCTION_NAME, Operator.IDENTICAL);

    private static final Set<FunctionName> OTHERS = Set.of(AND_FUNCTION_NAME, OR_FUNCTION_NAME, NOT_FUNCTION_NAME,
            IS_NULL_FUNCTION_NAME, BETWEEN_FUNCTION_NAME, IN_PREDICATE_FUNCTION_NAME, LIKE_FUNCTION_NAME);

    private final Operands operands;
    private final LikeTranslator likes;

    PredicateTranslator(Dialect dialect, Function<Variable, RemoteColumn> columns, Doubts doubts) {
        this.operands = new Operands(dialect, columns, doubts);
        this.likes = new LikeTranslator(dialect, operands);
    }

    /** Whether this is one of SQL's own forms of conditions, and no function that has a truth as its value. */
    static boolean translates(FunctionName name) {
        return COMPARISONS.containsKey(name) || OTHERS.contains(name);
    }

    /** @throws StaysException if the source cannot be asked */
    RemotePredicate predicate(ConnectorExpression expression) {
        return switch (expression) {
            case Call call -> call(call);
            case Constant constant when constant.getValue() instanceof Boolean value ->
                new RemotePredicate.Constant(value);
            case Variable variable -> isTrue(variable);
            default -> throw new StaysException("a condition of a form that is not translated");
        };
    }

    private RemotePredicate call(Call call) {
        FunctionName name = call.getFunctionName();
        List<ConnectorExpression> arguments = call.getArguments();
        if (COMPARISONS.containsKey(name)) {
            return operands.comparison(arguments.get(0), COMPARISONS.get(name), arguments.get(1));
        }
        if (name.equals(AND_FUNCTION_NAME)) {
            return RemotePredicate.and(arguments.stream().map(this::predicate).toList());
        }
        if (name.equals(OR_FUNCTION_NAME)) {
            return RemotePredicate.or(arguments.stream().map(this::predicate).toList());
        }
        if (name.equals(NOT_FUNCTION_NAME)) {
            return not(predicate(arguments.getFirst()));
        }
        if (name.equals(IS_NULL_FUNCTION_NAME)) {
            return new NullTest(new ColumnReference(operands.column(arguments.getFirst())), false);
        }
        if (name.equals(BETWEEN_FUNCTION_NAME)) {
            return RemotePredicate.and(List.of(
                    operands.comparison(arguments.get(0), Operator.GREATER_OR_EQUAL, arguments.get(1)),
                    operands.comparison(arguments.get(0), Operator.LESS_OR_EQUAL, arguments.get(2))));
        }
        if (name.equals(IN_PREDICATE_FUNCTION_NAME)) {
            return operands.in(arguments.get(0), arguments.get(1));
        }
        if (name.equals(LIKE_FUNCTION_NAME)) {
            return likes.translate(arguments);
        }
        return isTrue(call);
    }

    private RemotePredicate isTrue(ConnectorExpression truth) {
        return operands.comparison(truth, Operator.EQUAL, new Constant(true, BooleanType.BOOLEAN));
    }

    private static RemotePredicate not(RemotePredicate predicate) {
        return switch (predicate) {
            case NullTest(RemoteExpression value, boolean negated) -> new NullTest(value, !negated);
            case Not(RemotePredicate term) -> term;
            case RemotePredicate.Constant(boolean value) -> new RemotePredicate.Constant(!value);
            // Whatever is true, false or NULL
            default -> new Not(predicate);
        };
    }
}

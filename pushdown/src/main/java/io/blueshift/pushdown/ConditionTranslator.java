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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * Translates conditions over more than one column, or of other forms than sets of values. Every predicate it makes is
 * true, false and NULL exactly where the engine's condition is: hence they may be negated and combined at will, and no
 * conjunct is checked twice. For the conditions of one scan, one thread.
 */
public final class ConditionTranslator {
    private static final Map<FunctionName, Operator> COMPARISONS = Map.of(EQUAL_OPERATOR_FUNCTION_NAME,
            Operator.EQUAL, NOT_EQUAL_OPERATOR_FUNCTION_NAME, Operator.NOT_EQUAL, LESS_THAN_OPERATOR_FUNCTION_NAME,
            Operator.LESS, LESS_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME, Operator.LESS_OR_EQUAL,
            GREATER_THAN_OPERATOR_FUNCTION_NAME, Operator.GREATER, GREATER_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME,
            Operator.GREATER_OR_EQUAL, IDENTICAL_OPERATOR_FUNCTION_NAME, Operator.IDENTICAL);

    private final Operands operands;
    private final LikeTranslator likes;

    /** @param columns the conditions' variables */
    public ConditionTranslator(Dialect dialect, Function<Variable, RemoteColumn> columns) {
        this.operands = new Operands(dialect, columns);
        this.likes = new LikeTranslator(dialect, columns);
    }

    /** Divides a conjunction. */
    public TranslatedCondition translate(ConnectorExpression condition) {
        List<RemotePredicate> terms = new ArrayList<>();
        List<ConnectorExpression> remaining = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (ConnectorExpression conjunct : conjuncts(condition)) {
            try {
                terms.add(predicate(conjunct));
            } catch (StaysException e) {
                remaining.add(conjunct);
                reasons.add(e.getMessage());
            }
        }
        return new TranslatedCondition(RemotePredicate.and(terms), conjunction(remaining), reasons);
    }

    private static List<ConnectorExpression> conjuncts(ConnectorExpression condition) {
        if (condition.equals(Constant.TRUE)) {
            return List.of();
        }
        return condition instanceof Call call && call.getFunctionName().equals(AND_FUNCTION_NAME)
                ? call.getArguments().stream().flatMap(term -> conjuncts(term).stream()).toList()
                : List.of(condition);
    }

    private static ConnectorExpression conjunction(List<ConnectorExpression> terms) {
        return switch (terms.size()) {
            case 0 -> Constant.TRUE;
            case 1 -> terms.getFirst();
            default -> new Call(BooleanType.BOOLEAN, AND_FUNCTION_NAME, terms);
        };
    }

    private RemotePredicate predicate(ConnectorExpression expression) {
        return switch (expression) {
            case Call call -> call(call);
            case Constant constant when constant.getValue() instanceof Boolean value ->
                new RemotePredicate.Constant(value);
            case Variable variable ->
                operands.comparison(variable, Operator.EQUAL, new Constant(true, BooleanType.BOOLEAN));
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
        if (name.equals(IS_NULL_FUNCTION_NAME) && arguments.getFirst() instanceof Variable variable) {
            return new NullTest(new ColumnReference(operands.column(variable)), false);
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
        throw new StaysException("a condition with " + name.getName() + ", which is not translated");
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

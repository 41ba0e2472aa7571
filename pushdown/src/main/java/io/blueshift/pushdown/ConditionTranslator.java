package io.blueshift.pushdown;

import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BooleanType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import static io.trino.spi.expression.StandardFunctions.AND_FUNCTION_NAME;
import static java.util.Objects.requireNonNull;

/**
 * Translates conditions over more than one column, or of other forms than sets of values, conjunct by conjunct. A
 * conjunct whose value the source does not have for all rows is asked together with these rows, and checked again. For
 * the conditions of one scan, one thread.
 */
public final class ConditionTranslator {
    /** The whole condition once more, in a form that only the engine reads. */
    private static final String ENGINES_OWN = "$engine_expression";

    private final Dialect dialect;
    private final Function<Variable, RemoteColumn> columns;

    /** @param columns the conditions' variables */
    public ConditionTranslator(Dialect dialect, Function<Variable, RemoteColumn> columns) {
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.columns = requireNonNull(columns, "columns is null");
    }

    /** Divides a conjunction. */
    public TranslatedCondition translate(ConnectorExpression condition) {
        List<RemotePredicate> terms = new ArrayList<>();
        List<ConnectorExpression> remaining = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (ConnectorExpression conjunct : conjuncts(condition)) {
            Doubts doubts = Doubts.checkedAgain();
            try {
                RemotePredicate term = new PredicateTranslator(dialect, columns, doubts).predicate(conjunct);
                terms.add(withDoubts(ArrayFunctions.forIndex(term), doubts));
                if (!doubts.rows().isEmpty()) {
                    remaining.add(conjunct);
                    reasons.add(ExpressionText.of(conjunct) + ": checked again, " + doubts.reason());
                }
            } catch (StaysException e) {
                remaining.add(conjunct);
                reasons.add(e.getMessage());
            }
        }
        return new TranslatedCondition(RemotePredicate.and(terms), conjunction(remaining), reasons);
    }

    private static RemotePredicate withDoubts(RemotePredicate term, Doubts doubts) {
        List<RemotePredicate> terms = new ArrayList<>(List.of(term));
        terms.addAll(doubts.rows());
        return RemotePredicate.or(terms);
    }

    private static List<ConnectorExpression> conjuncts(ConnectorExpression condition) {
        if (condition.equals(Constant.TRUE)) {
            return List.of();
        }
        if (!(condition instanceof Call call)) {
            return List.of(condition);
        }
        if (call.getFunctionName().getName().equals(ENGINES_OWN)) {
            return List.of();
        }
        return call.getFunctionName().equals(AND_FUNCTION_NAME)
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
}

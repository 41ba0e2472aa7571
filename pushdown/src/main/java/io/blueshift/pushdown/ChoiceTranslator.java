package io.blueshift.pushdown;

import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.Variable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import static io.trino.spi.expression.StandardFunctions.ARRAY_CONSTRUCTOR_FUNCTION_NAME;

/**
 * Translates {@code CASE WHEN ... THEN ... ELSE ... END}, offered as nested calls of one function. The source looks at the
 * conditions in the same order, and computes a value only for the rows that it is chosen for, as the engine does. Rows in doubt of
 * any part are in doubt as a whole.
 */
public final class ChoiceTranslator {
    /** Of a condition, a value for where it is true, and one for where it is not. */
    public static final String FUNCTION = "$if";

    private final ConditionalFunctions conditionals;
    private final Function<ConnectorExpression, RemotePredicate> conditions;
    private final Function<ConnectorExpression, Scalar> values;

    ChoiceTranslator(ConditionalFunctions conditionals, Function<ConnectorExpression, RemotePredicate> conditions,
            Function<ConnectorExpression, Scalar> values) {
        this.conditionals = conditionals;
        this.conditions = conditions;
        this.values = values;
    }

    static boolean translates(ConnectorExpression expression) {
        return expression instanceof Call call && call.getFunctionName().getName().equals(FUNCTION)
                && call.getFunctionName().getCatalogSchema().isEmpty();
    }

    Scalar translate(Call call) {
        refuseFailing(call);
        List<RemotePredicate> tested = new ArrayList<>();
        List<Optional<Scalar>> chosen = new ArrayList<>();
        ConnectorExpression rest = call;
        while (translates(rest)) {
            List<ConnectorExpression> arguments = ((Call) rest).getArguments();
            tested.add(conditions.apply(arguments.get(0)));
            chosen.add(value(arguments.get(1)));
            rest = arguments.get(2);
        }
        chosen.add(value(rest));
        return conditionals.choice(call.getType(), tested, chosen);
    }

    /** Absent for NULL. */
    private Optional<Scalar> value(ConnectorExpression expression) {
        return expression instanceof Constant constant && constant.getValue() == null
                ? Optional.empty()
                : Optional.of(values.apply(expression));
    }

    /**
     * A source may compute what is of constants alone once, before it has looked at any row.
     *
     * @throws StaysException if that would fail
     */
    static void refuseFailing(ConnectorExpression expression) {
        if (computesConstants(expression)) {
            throw new StaysException("a part that fails whatever the row is");
        }
    }

    /** What can be computed of constants has been, unless it fails. */
    private static boolean computesConstants(ConnectorExpression expression) {
        return expression instanceof Call call
                && (!call.getFunctionName().equals(ARRAY_CONSTRUCTOR_FUNCTION_NAME) && !readsColumn(call)
                        || call.getArguments().stream().anyMatch(ChoiceTranslator::computesConstants));
    }

    private static boolean readsColumn(ConnectorExpression expression) {
        return expression instanceof Variable
                || expression.getChildren().stream().anyMatch(ChoiceTranslator::readsColumn);
    }
}

package io.blueshift.pushdown;

import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Variable;

import java.util.Optional;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/**
 * Translates values that are read, grouped by or aggregated: as nothing looks at them again, there is no doubt about
 * any of them. For the values of one scan, one thread.
 */
public final class ValueTranslator {
    private final Dialect dialect;
    private final Function<Variable, RemoteColumn> columns;

    /** @param columns the values' variables */
    public ValueTranslator(Dialect dialect, Function<Variable, RemoteColumn> columns) {
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.columns = requireNonNull(columns, "columns is null");
    }

    /**
     * What became of a value.
     *
     * @param column absent if the value stays with the engine
     * @param reason why it does
     */
    public record TranslatedValue(Optional<RemoteColumn> column, String reason) {
        public TranslatedValue {
            requireNonNull(column, "column is null");
            requireNonNull(reason, "reason is null");
        }
    }

    public TranslatedValue translate(ConnectorExpression expression) {
        String name = ExpressionText.of(expression);
        try {
            ChoiceTranslator.refuseFailing(expression);
            Scalar value = new ScalarTranslator(dialect, columns, Doubts.none()).translate(expression)
                    .as(expression.getType());
            Scalar read = dialect.computedType(value.type()).map(value::castTo).orElse(value);
            return new TranslatedValue(Optional.of(read.column(name)), "");
        } catch (StaysException e) {
            return new TranslatedValue(Optional.empty(), name + ": " + e.getMessage());
        }
    }
}

package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.ValueTranslator;
import io.blueshift.pushdown.ValueTranslator.TranslatedValue;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Variable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces expressions by columns that the source computes, whole ones only: what is left to do on half an expression
 * costs the engine little. For one list of projections, one thread.
 */
class ComputedColumns {
    private static final Set<String> LENGTHENING = Set.of("concat", "replace");

    private final Map<String, ColumnHandle> columns;
    private final WideIntegers wide;
    private final ValueTranslator values;
    private final LocalReasons kept;
    private final boolean texts;
    private final Map<ConnectorExpression, Optional<String>> computed = new HashMap<>();

    /**
     * @param columns the projections' variables
     * @param texts whether texts may be computed that are longer than what they are computed of
     */
    ComputedColumns(Dialect dialect, Map<String, ColumnHandle> columns, LocalReasons kept, boolean texts) {
        this.columns = new LinkedHashMap<>(columns);
        this.wide = new WideIntegers(dialect, this.columns);
        this.values = new ValueTranslator(dialect,
                variable -> JdbcMetadata.remote(columns.get(variable.getName())));
        this.kept = kept;
        this.texts = texts;
    }

    ConnectorExpression rewrite(ConnectorExpression expression) {
        ConnectorExpression rewritten = wide.rewrite(expression);
        if (!(expression instanceof Call) || rewritten instanceof Variable
                || !texts && lengthens(expression)) {
            return rewritten;
        }
        return computed.computeIfAbsent(expression, this::compute)
                .<ConnectorExpression>map(name -> new Variable(name, expression.getType())).orElse(rewritten);
    }

    private static boolean lengthens(ConnectorExpression expression) {
        return expression instanceof Call call && LENGTHENING.contains(call.getFunctionName().getName());
    }

    private Optional<String> compute(ConnectorExpression expression) {
        TranslatedValue value = values.translate(expression);
        if (value.column().isEmpty()) {
            kept.add(List.of(value.reason()));
        }
        return value.column().map(this::add);
    }

    private String add(RemoteColumn column) {
        String name = "computed";
        for (int i = 2; columns.containsKey(name); i++) {
            name = "computed" + i;
        }
        columns.put(name, new JdbcColumnHandle(column));
        return name;
    }

    /** The variables that these projections use, in the order in which they were assigned. */
    Map<String, ColumnHandle> used(List<ConnectorExpression> projections) {
        return WideIntegers.used(columns, projections);
    }
}

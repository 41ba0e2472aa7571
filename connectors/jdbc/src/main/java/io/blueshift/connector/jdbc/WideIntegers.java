package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TinyintType;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.expression.StandardFunctions.CAST_FUNCTION_NAME;

/**
 * Replaces {@code CAST(column AS bigint)} by a column that the source reads so. Only integers are cast: no value is
 * changed by it, and none refused. For one list of projections, one thread.
 */
class WideIntegers {
    private final Dialect dialect;
    private final Map<String, ColumnHandle> columns;
    private final Map<String, String> wide = new HashMap<>();

    /** @param columns the projections' variables */
    WideIntegers(Dialect dialect, Map<String, ColumnHandle> columns) {
        this.dialect = dialect;
        this.columns = new LinkedHashMap<>(columns);
    }

    ConnectorExpression rewrite(ConnectorExpression expression) {
        if (!(expression instanceof Call call)) {
            return expression;
        }
        return column(call).orElseGet(() -> new Call(call.getType(), call.getFunctionName(),
                call.getArguments().stream().map(this::rewrite).toList()));
    }

    private Optional<ConnectorExpression> column(Call call) {
        if (!call.getFunctionName().equals(CAST_FUNCTION_NAME) || !call.getType().equals(BigintType.BIGINT)
                || !(call.getArguments().getFirst() instanceof Variable variable)) {
            return Optional.empty();
        }
        RemoteColumn column = JdbcMetadata.remote(columns.get(variable.getName()));
        return wideable(column)
                ? Optional.of(new Variable(
                        wide.computeIfAbsent(variable.getName(), name -> add(name, column)), BigintType.BIGINT))
                : Optional.empty();
    }

    private static boolean wideable(RemoteColumn column) {
        return column.readAs().isEmpty() && column.comparability() instanceof Comparability.Ordered
                && (column.type() instanceof TinyintType || column.type() instanceof SmallintType
                        || column.type() instanceof IntegerType);
    }

    private String add(String name, RemoteColumn column) {
        String unused = name + "_wide";
        while (columns.containsKey(unused)) {
            unused += "_";
        }
        columns.put(unused, new JdbcColumnHandle(new RemoteColumn(column.name(), BigintType.BIGINT,
                column.remoteType(), Optional.of(dialect.wideInteger()), column.comparability())));
        return unused;
    }

    /** The variables that these projections use, in the order in which they were assigned. */
    Map<String, ColumnHandle> used(List<ConnectorExpression> projections) {
        Map<String, ColumnHandle> used = new LinkedHashMap<>(columns);
        used.keySet().removeIf(name -> projections.stream().noneMatch(projection -> uses(projection, name)));
        return used;
    }

    private static boolean uses(ConnectorExpression expression, String name) {
        return expression instanceof Variable variable && variable.getName().equals(name)
                || expression.getChildren().stream().anyMatch(child -> uses(child, name));
    }
}

package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.Widening;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.expression.StandardFunctions.CAST_FUNCTION_NAME;

/**
 * Replaces {@code CAST(column AS bigint)} by a column that the source reads so, and a cast to a longer type of the same
 * kind by the column itself: the engine puts such casts below joins whose keys have different types. No value is changed
 * by them, and none refused. For one list of projections, one thread.
 */
class WideIntegers {
    private final Dialect dialect;
    private final Map<String, ColumnHandle> columns;
    private final Map<Map.Entry<String, Type>, String> wide = new HashMap<>();

    /** @param columns the projections' variables, to which those of the wide columns are added */
    WideIntegers(Dialect dialect, Map<String, ColumnHandle> columns) {
        this.dialect = dialect;
        this.columns = columns;
    }

    ConnectorExpression rewrite(ConnectorExpression expression) {
        if (!(expression instanceof Call call)) {
            return expression;
        }
        return column(call).orElseGet(() -> new Call(call.getType(), call.getFunctionName(),
                call.getArguments().stream().map(this::rewrite).toList()));
    }

    private Optional<ConnectorExpression> column(Call call) {
        if (!call.getFunctionName().equals(CAST_FUNCTION_NAME)
                || !(call.getArguments().getFirst() instanceof Variable variable)) {
            return Optional.empty();
        }
        return wider(JdbcMetadata.remote(columns.get(variable.getName())), call.getType())
                .map(column -> new Variable(wide.computeIfAbsent(Map.entry(variable.getName(), call.getType()),
                        _ -> add(variable.getName(), column)), call.getType()));
    }

    private Optional<RemoteColumn> wider(RemoteColumn column, Type type) {
        if (type.equals(BigintType.BIGINT) && wideable(column)) {
            return Optional.of(new RemoteColumn(column.name(), type, column.remoteType(),
                    Optional.of(dialect.wideInteger()), column.comparability()));
        }
        return sameKind(column.type(), type) && Widening.keepsValues(column.type(), type)
                ? Optional.of(new RemoteColumn(column.name(), type, column.remoteType(), column.readAs(),
                        column.comparability(), column.computed()))
                : Optional.empty();
    }

    /** Whether both are read alike. */
    private static boolean sameKind(Type from, Type to) {
        return from instanceof VarcharType && to instanceof VarcharType
                || from instanceof CharType && to instanceof CharType
                || from instanceof DecimalType && to instanceof DecimalType;
    }

    private static boolean wideable(RemoteColumn column) {
        return column.computed().isEmpty() && column.readAs().isEmpty()
                && column.comparability() instanceof Comparability.Ordered
                && (column.type() instanceof TinyintType || column.type() instanceof SmallintType
                        || column.type() instanceof IntegerType);
    }

    private String add(String name, RemoteColumn column) {
        String unused = name + "_wide";
        while (columns.containsKey(unused)) {
            unused += "_";
        }
        columns.put(unused, new JdbcColumnHandle(column));
        return unused;
    }

    /** The variables that these projections use, in the order in which they were assigned. */
    static Map<String, ColumnHandle> used(Map<String, ColumnHandle> columns, List<ConnectorExpression> projections) {
        Map<String, ColumnHandle> used = new LinkedHashMap<>(columns);
        used.keySet().removeIf(name -> projections.stream().noneMatch(projection -> uses(projection, name)));
        return used;
    }

    private static boolean uses(ConnectorExpression expression, String name) {
        return expression instanceof Variable variable && variable.getName().equals(name)
                || expression.getChildren().stream().anyMatch(child -> uses(child, name));
    }
}

package io.blueshift.connector.jdbc;

import com.google.common.collect.Sets;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteAggregation;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.connector.Assignment;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Lambda;
import io.trino.spi.expression.Variable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads only the columns that are needed, and has the source compute what it computes as the engine would: above all
 * what aggregates are of. Immutable, safe for all threads.
 */
class ProjectionPushdown {
    private final Dialect dialect;
    private final SqlRenderer renderer;
    private final boolean computes;

    /** @param computes whether the source may compute more than integers in 64 bits */
    ProjectionPushdown(Dialect dialect, boolean computes) {
        this.dialect = dialect;
        this.renderer = new SqlRenderer(dialect);
        this.computes = computes;
    }

    Optional<ProjectionApplicationResult<ConnectorTableHandle>> apply(JdbcTableHandle handle,
            List<ConnectorExpression> projections, Map<String, ColumnHandle> assignments) {
        // Parts of an expression that refer to others of its parts, for which the engine has no column to come back to
        if (!projections.stream().allMatch(projection -> known(projection, assignments.keySet()))) {
            return Optional.empty();
        }
        RemoteQuery query = handle.query();
        Rewritten rewritten = rewritten(handle, projections, assignments);
        List<RemoteColumn> needed = columns(rewritten.used());
        List<RemoteColumn> select = new ArrayList<>(query.select().stream().filter(needed::contains).toList());
        needed.stream().filter(column -> !select.contains(column)).forEach(select::add);
        if (select.equals(query.select()) && rewritten.projections().equals(projections)) {
            return Optional.empty();
        }
        List<Assignment> columns = rewritten.used().entrySet().stream()
                .map(entry -> new Assignment(entry.getKey(), entry.getValue(),
                        JdbcMetadata.remote(entry.getValue()).type()))
                .toList();
        RemoteQuery narrowed = query.withSelect(select);
        return Optional.of(new ProjectionApplicationResult<>(
                handle.with(narrowed, renderer.render(narrowed).display()), rewritten.projections(), columns, false));
    }

    private static boolean known(ConnectorExpression expression, Set<String> names) {
        return switch (expression) {
            case Variable variable -> names.contains(variable.getName());
            case Lambda lambda -> known(lambda.getBody(), Sets.union(names, lambda.getArguments().stream()
                    .map(Variable::getName).collect(Collectors.toSet())));
            default -> expression.getChildren().stream().allMatch(child -> known(child, names));
        };
    }

    /** Projections over the variables of columns that are used. */
    private record Rewritten(List<ConnectorExpression> projections, Map<String, ColumnHandle> used) {}

    private Rewritten rewritten(JdbcTableHandle handle, List<ConnectorExpression> projections,
            Map<String, ColumnHandle> assignments) {
        RemoteQuery query = handle.query();
        Rewritten unchanged = new Rewritten(projections, WideIntegers.used(assignments, projections));
        if (query.from() instanceof RemoteAggregation) {
            return unchanged;
        }
        // Before it sorts, a source may compute values of rows that a limit leaves out, and fail
        if (!computes || !query.order().isEmpty()) {
            Map<String, ColumnHandle> columns = new LinkedHashMap<>(assignments);
            WideIntegers wide = new WideIntegers(dialect, columns);
            return used(projections.stream().map(wide::rewrite).toList(), columns);
        }
        Rewritten all = computed(handle, projections, assignments, true);
        return columns(all.used()).size() <= columns(unchanged.used()).size()
                ? all
                : computed(handle, projections, assignments, false);
    }

    private Rewritten computed(JdbcTableHandle handle, List<ConnectorExpression> projections,
            Map<String, ColumnHandle> assignments, boolean texts) {
        ComputedColumns computed = new ComputedColumns(dialect, assignments, handle.kept(), texts);
        List<ConnectorExpression> rewritten = projections.stream().map(computed::rewrite).toList();
        return new Rewritten(rewritten, computed.used(rewritten));
    }

    private static Rewritten used(List<ConnectorExpression> rewritten, Map<String, ColumnHandle> columns) {
        return new Rewritten(rewritten, WideIntegers.used(columns, rewritten));
    }

    private static List<RemoteColumn> columns(Map<String, ColumnHandle> used) {
        return used.values().stream().flatMap(JdbcRowIdHandle::columns).distinct().toList();
    }
}

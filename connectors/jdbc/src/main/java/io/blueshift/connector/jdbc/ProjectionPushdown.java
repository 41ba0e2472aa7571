package io.blueshift.connector.jdbc;

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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads only the columns that are needed, and integers in 64 bits where the engine wants them so: its sums and averages
 * of integers begin with that cast, as joins with wider keys do. Immutable, safe for all threads.
 */
class ProjectionPushdown {
    private final Dialect dialect;
    private final SqlRenderer renderer;

    ProjectionPushdown(Dialect dialect) {
        this.dialect = dialect;
        this.renderer = new SqlRenderer(dialect);
    }

    Optional<ProjectionApplicationResult<ConnectorTableHandle>> apply(JdbcTableHandle handle,
            List<ConnectorExpression> projections, Map<String, ColumnHandle> assignments) {
        RemoteQuery query = handle.query();
        WideIntegers wide = new WideIntegers(dialect, assignments);
        List<ConnectorExpression> rewritten = !(query.from() instanceof RemoteAggregation)
                ? projections.stream().map(wide::rewrite).toList()
                : projections;
        Map<String, ColumnHandle> used = wide.used(rewritten);
        List<RemoteColumn> needed = used.values().stream().map(JdbcMetadata::remote).distinct().toList();
        List<RemoteColumn> select = new ArrayList<>(query.select().stream().filter(needed::contains).toList());
        needed.stream().filter(column -> !select.contains(column)).forEach(select::add);
        if (select.equals(query.select()) && rewritten.equals(projections)) {
            return Optional.empty();
        }
        List<Assignment> columns = used.entrySet().stream()
                .map(entry -> new Assignment(entry.getKey(), entry.getValue(),
                        JdbcMetadata.remote(entry.getValue()).type()))
                .toList();
        RemoteQuery narrowed = query.withSelect(select);
        return Optional.of(new ProjectionApplicationResult<>(
                handle.with(narrowed, renderer.render(narrowed).display()), rewritten, columns, false));
    }
}

package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.AggregationTranslator;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteAggregation;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.SqlRenderer;
import io.blueshift.pushdown.TranslatedAggregation;
import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.connector.AggregationApplicationResult;
import io.trino.spi.connector.Assignment;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Variable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the source group wherever the result is the engine's, and {@link GroupGuard} does not expect the engine to be quicker.
 * Immutable, safe for all threads.
 */
class AggregationPushdown {
    private final AggregationTranslator translator;
    private final SqlRenderer renderer;
    private final GroupGuard guard;

    AggregationPushdown(Dialect dialect, GroupGuard guard) {
        this.guard = guard;
        this.translator = new AggregationTranslator(dialect);
        this.renderer = new SqlRenderer(dialect);
    }

    /** @param groupingSets one for a plain GROUP BY; it is empty where there is one group */
    Optional<AggregationApplicationResult<ConnectorTableHandle>> apply(JdbcTableHandle handle,
            List<AggregateFunction> aggregates, Map<String, ColumnHandle> assignments,
            List<List<ColumnHandle>> groupingSets) {
        Optional<String> obstacle = obstacle(handle, groupingSets);
        if (obstacle.isPresent()) {
            return stays(handle, obstacle.get());
        }
        List<RemoteColumn> keys = groupingSets.getFirst().stream().map(JdbcMetadata::remote).toList();
        Optional<String> costly = guard.obstacle(handle.query(), keys);
        if (costly.isPresent()) {
            return stays(handle, costly.get());
        }
        TranslatedAggregation translated = translator.translate(handle.query(), aggregates,
                argument -> column(argument, assignments), keys);
        if (translated.relation().isEmpty()) {
            handle.kept().add(translated.reasons());
            return Optional.empty();
        }
        return Optional.of(result(handle, translated, translated.relation().get()));
    }

    private static Optional<AggregationApplicationResult<ConnectorTableHandle>> stays(JdbcTableHandle handle,
            String reason) {
        handle.kept().add(List.of("aggregation: " + reason));
        return Optional.empty();
    }

    private static Optional<String> obstacle(JdbcTableHandle handle, List<List<ColumnHandle>> groupingSets) {
        if (groupingSets.size() != 1) {
            return Optional.of("several grouping sets");
        }
        if (handle.query().limit().isPresent()) {
            return Optional.of("it counts the rows of a LIMIT only");
        }
        return handle.exact() ? Optional.empty() : Optional.of("the filter below it is not wholly the source's");
    }

    private static Optional<RemoteColumn> column(ConnectorExpression argument, Map<String, ColumnHandle> assignments) {
        return argument instanceof Variable variable
                ? Optional.of(JdbcMetadata.remote(assignments.get(variable.getName())))
                : Optional.empty();
    }

    private AggregationApplicationResult<ConnectorTableHandle> result(JdbcTableHandle handle,
            TranslatedAggregation translated, RemoteAggregation groups) {
        RemoteQuery query = RemoteQuery.scan(groups, groups.columns());
        // The engine goes on with its keys' columns where they are still the same
        Map<ColumnHandle, ColumnHandle> renamed = new HashMap<>();
        List<RemoteColumn> computed = new ArrayList<>(groups.columns());
        translated.keys().forEach((from, to) -> {
            if (from.equals(to)) {
                computed.remove(to);
            } else {
                renamed.put(new JdbcColumnHandle(from), new JdbcColumnHandle(to));
            }
        });
        List<Assignment> assignments = computed.stream()
                .map(column -> new Assignment(column.name(), new JdbcColumnHandle(column), column.type())).toList();
        JdbcTableHandle grouped = JdbcTableHandle.scan(handle.name(), query, renderer.render(query).display());
        // What the engine estimated for its own aggregation holds for the source's
        return new AggregationApplicationResult<>(grouped, translated.results(), assignments, renamed, true);
    }
}

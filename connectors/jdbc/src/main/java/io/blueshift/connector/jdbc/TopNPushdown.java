package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.OrderTranslator;
import io.blueshift.pushdown.OrderTranslator.TranslatedOrder;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.SortItem;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.connector.TopNApplicationResult;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lets the source choose the first rows in an order. There is one statement and one split for it, so that the rows also
 * arrive in that order. Immutable, safe for all threads.
 */
class TopNPushdown {
    private final OrderTranslator translator;
    private final SqlRenderer renderer;

    TopNPushdown(Dialect dialect) {
        this.translator = new OrderTranslator(dialect);
        this.renderer = new SqlRenderer(dialect);
    }

    Optional<TopNApplicationResult<ConnectorTableHandle>> apply(JdbcTableHandle handle, long rows, List<SortItem> items,
            Map<String, ColumnHandle> assignments) {
        if (!handle.exact()) {
            handle.kept().add(List.of("ORDER BY: the filter below it is not wholly the source's"));
            return Optional.empty();
        }
        List<Map.Entry<RemoteColumn, SortOrder>> columns = items.stream()
                .map(item -> Map.entry(JdbcMetadata.remote(assignments.get(item.getName())), item.getSortOrder()))
                .toList();
        TranslatedOrder order = translator.translate(columns);
        if (handle.query().limit().isPresent()) {
            return again(handle, rows, order);
        }
        handle.kept().add(order.reasons());
        return order.keys().map(keys -> {
            RemoteQuery query = handle.query().withTopRows(keys, rows);
            return new TopNApplicationResult<>(handle.with(query, renderer.render(query).display()), true, true);
        });
    }

    /** The engine asks for the first rows per node, and for those of all nodes, which are the same. */
    private static Optional<TopNApplicationResult<ConnectorTableHandle>> again(JdbcTableHandle handle, long rows,
            TranslatedOrder order) {
        if (order.keys().equals(Optional.of(handle.query().order()))
                && handle.query().limit().equals(OptionalLong.of(rows))) {
            return Optional.of(new TopNApplicationResult<>(handle, true, true));
        }
        handle.kept().add(List.of("ORDER BY: it orders the rows of a LIMIT only"));
        return Optional.empty();
    }
}

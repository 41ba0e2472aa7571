package io.blueshift.pushdown;

import io.trino.spi.connector.SortOrder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Moves an order into the source if every key has the engine's order there. Immutable, safe for all threads. */
public final class OrderTranslator {
    private final ColumnForms forms;

    public OrderTranslator(Dialect dialect) {
        this.forms = new ColumnForms(requireNonNull(dialect, "dialect is null"));
    }

    /** What became of an order: keys for all of its columns, or the reasons why it stays. */
    public record TranslatedOrder(Optional<List<SortKey>> keys, List<String> reasons) {}

    /** @param columns with their orders, the most significant first */
    public TranslatedOrder translate(List<Map.Entry<RemoteColumn, SortOrder>> columns) {
        List<SortKey> keys = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Map.Entry<RemoteColumn, SortOrder> column : columns) {
            ValueTranslation form = forms.sorted(column.getKey());
            SortOrder order = column.getValue();
            form.value().ifPresentOrElse(
                    value -> keys.add(new SortKey(value, order.isAscending(), order.isNullsFirst())),
                    () -> reasons.add("ORDER BY " + column.getKey().name() + ": " + form.reason()));
        }
        return new TranslatedOrder(reasons.isEmpty() ? Optional.of(keys) : Optional.empty(), reasons);
    }
}

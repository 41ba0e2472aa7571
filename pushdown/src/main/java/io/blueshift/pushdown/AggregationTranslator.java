package io.blueshift.pushdown;

import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.expression.ConnectorExpression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/** Moves an aggregation into the source if all of its keys and aggregates can. Immutable, safe for all threads. */
public final class AggregationTranslator {
    private final Dialect dialect;
    private final ColumnForms forms;

    public AggregationTranslator(Dialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect is null");
        this.forms = new ColumnForms(dialect);
    }

    /**
     * @param input rows without a limit, exactly filtered
     * @param columns the column that an argument is, if it is one
     * @param groupBy empty for one group of all rows
     */
    public TranslatedAggregation translate(RemoteQuery input, List<AggregateFunction> aggregates,
            Function<ConnectorExpression, Optional<RemoteColumn>> columns, List<RemoteColumn> groupBy) {
        List<String> reasons = new ArrayList<>();
        List<RemoteOutput> outputs = new ArrayList<>();
        ColumnNames names = new ColumnNames();
        Map<RemoteColumn, RemoteColumn> keys = keys(groupBy, names, outputs, reasons);
        List<RemoteExpression> groups = outputs.stream().map(RemoteOutput::value).toList();
        AggregateTranslator translator = new AggregateTranslator(dialect, columns, names);
        List<ConnectorExpression> results = new ArrayList<>();
        for (AggregateFunction function : aggregates) {
            TranslatedAggregate aggregate = translator.translate(function);
            outputs.addAll(aggregate.outputs());
            aggregate.result().ifPresentOrElse(results::add, () -> reasons.add(reason(function, aggregate, columns)));
        }
        return reasons.isEmpty()
                ? new TranslatedAggregation(Optional.of(new RemoteAggregation(input, groups, outputs)), results, keys,
                        List.of())
                : TranslatedAggregation.stays(reasons);
    }

    private Map<RemoteColumn, RemoteColumn> keys(List<RemoteColumn> groupBy, ColumnNames names,
            List<RemoteOutput> outputs, List<String> reasons) {
        Map<RemoteColumn, RemoteColumn> keys = new LinkedHashMap<>();
        for (RemoteColumn column : groupBy) {
            ValueTranslation key = forms.distinct(column);
            RemoteColumn derived = column.derived(names.of(column));
            keys.put(column, derived);
            key.value().ifPresentOrElse(value -> outputs.add(new RemoteOutput(derived, value)),
                    () -> reasons.add("GROUP BY " + column.name() + ": " + key.reason()));
        }
        return keys;
    }

    private static String reason(AggregateFunction function, TranslatedAggregate aggregate,
            Function<ConnectorExpression, Optional<RemoteColumn>> columns) {
        String argument = function.getArguments().stream().findFirst().flatMap(columns).map(RemoteColumn::name)
                .orElse("...");
        return function.getFunctionName() + "(" + (function.isDistinct() ? "DISTINCT " : "") + argument + "): "
                + aggregate.reason();
    }
}

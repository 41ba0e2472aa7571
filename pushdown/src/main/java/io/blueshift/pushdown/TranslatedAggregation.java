package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.trino.spi.expression.ConnectorExpression;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What became of an aggregation: it moves as a whole or stays.
 *
 * @param relation absent if it stays
 * @param results one per aggregate, over variables under the names of the relation's columns
 * @param keys the relation's column for every grouping column
 * @param reasons one sentence for everything that keeps it with the engine
 */
public record TranslatedAggregation(Optional<RemoteAggregation> relation, List<ConnectorExpression> results,
        Map<RemoteColumn, RemoteColumn> keys, List<String> reasons) {
    public TranslatedAggregation {
        requireNonNull(relation, "relation is null");
        results = ImmutableList.copyOf(results);
        keys = ImmutableMap.copyOf(keys);
        reasons = ImmutableList.copyOf(reasons);
    }

    static TranslatedAggregation stays(List<String> reasons) {
        return new TranslatedAggregation(Optional.empty(), List.of(), Map.of(), reasons);
    }
}

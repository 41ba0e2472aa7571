package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What became of a join: it moves as a whole or stays.
 *
 * @param relation absent if it stays
 * @param leftColumns the relation's column for every one of the left side
 * @param rightColumns the same for the right side
 * @param reasons one sentence for everything that keeps it with the engine
 */
public record TranslatedJoin(Optional<RemoteJoin> relation, Map<RemoteColumn, RemoteColumn> leftColumns,
        Map<RemoteColumn, RemoteColumn> rightColumns, List<String> reasons) {
    public TranslatedJoin {
        requireNonNull(relation, "relation is null");
        leftColumns = ImmutableMap.copyOf(leftColumns);
        rightColumns = ImmutableMap.copyOf(rightColumns);
        reasons = ImmutableList.copyOf(reasons);
    }

    static TranslatedJoin stays(List<String> reasons) {
        return new TranslatedJoin(Optional.empty(), Map.of(), Map.of(), reasons);
    }
}

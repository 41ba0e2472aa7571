package io.blueshift.store.connector;

import io.blueshift.executor.scan.ScannedRows;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.TupleDomain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static java.util.stream.Collectors.joining;

/**
 * One version of a table and what a query wants from it.
 *
 * @param segments of the version, before pruning
 * @param predicate which rows are wanted; others may still come where {@link io.blueshift.store.filter.ColumnFilter} is
 *        not exact
 * @param columns that the query reads, empty as long as that is not known; for people only
 */
public record LocalTableHandle(SchemaTableName name, UUID tableId, long version, int segments,
        TupleDomain<LocalColumnHandle> predicate, Optional<List<LocalColumnHandle>> columns)
        implements
            ConnectorTableHandle,
            ScannedRows {

    LocalTableHandle withPredicate(TupleDomain<LocalColumnHandle> newPredicate) {
        return new LocalTableHandle(name, tableId, version, segments, newPredicate, columns);
    }

    LocalTableHandle withColumns(List<LocalColumnHandle> newColumns) {
        return new LocalTableHandle(name, tableId, version, segments, predicate, Optional.of(newColumns));
    }

    @Override
    public ConnectorTableHandle rows() {
        return new LocalTableHandle(name, tableId, version, segments, predicate, Optional.empty());
    }

    /** What the store was asked, as EXPLAIN and query events show it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%s [version %d, %d %s".formatted(
                name,
                version,
                segments,
                segments == 1 ? "segment" : "segments"));
        if (!predicate.isAll()) {
            text.append(", predicate ").append(PredicateText.of(predicate));
        }
        columns.ifPresent(
                read -> text.append(", columns ")
                        .append(read.stream().map(LocalColumnHandle::name).collect(joining(", ", "(", ")"))));
        return text.append(']').toString();
    }
}

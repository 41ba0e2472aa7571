package io.blueshift.connector.jdbc;

import com.google.common.collect.Maps;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.FallibleColumns;
import io.blueshift.pushdown.FilterTranslator;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemotePredicate;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.StoredIntegers;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A scan's query for those rows alone that a join can use. The keys are sent, so that an index finds their rows, up to the
 * number that is worth it; of more, their range. What the scan asked for anyway it still does: that may be exact, and
 * what is added here need not be.
 */
final class NarrowedQuery {
    private NarrowedQuery() {}

    /** @param found what the join has found out about the scan's columns so far */
    static RemoteQuery of(Dialect dialect, ConnectorSession session, JdbcTableHandle handle,
            TupleDomain<ColumnHandle> found) {
        // Below a limit it would let other rows through
        if (found.isAll() || handle.query().limit().isPresent() || !JdbcSessionProperties.predicatePushdown(session)) {
            return handle.query();
        }
        TupleDomain<ColumnHandle> left = handle.constraint().intersect(found);
        if (left.isNone()) {
            return handle.query().withFilter(RemotePredicate.FALSE);
        }
        FallibleColumns fallible = new FallibleColumns(dialect);
        TupleDomain<ColumnHandle> keys = left
                .filter((column, _) -> found.getDomains().orElseThrow().containsKey(column)
                        && !fallible.contain(handle.query().from(), JdbcMetadata.remote(column)));
        TupleDomain<RemoteColumn> asked = StoredIntegers.of(dialect,
                (dialect.combinesLists() ? withOneList(keys) : keys).transformKeys(JdbcMetadata::remote));
        RemotePredicate values = new FilterTranslator(dialect, column -> handle.keysMax(session, column))
                .translate(asked, Function.identity()).predicate();
        return handle.query().withFilter(RemotePredicate.and(List.of(handle.query().filter(), values)));
    }

    /** The list of the column with the fewest keys, and ranges for the others. */
    static TupleDomain<ColumnHandle> withOneList(TupleDomain<ColumnHandle> keys) {
        Map<ColumnHandle, Domain> domains = keys.getDomains().orElseThrow();
        Optional<ColumnHandle> fewest = domains.keySet().stream().filter(column -> isList(domains.get(column)))
                .min(Comparator.comparing(column -> size(domains.get(column))));
        return TupleDomain.withColumnDomains(Maps.transformEntries(domains,
                (column, domain) -> !isList(domain) || column.equals(fewest.orElseThrow())
                        ? domain
                        : domain.simplify(1)));
    }

    private static int size(Domain list) {
        return list.getNullableDiscreteSet().getNonNullValues().size();
    }

    private static boolean isList(Domain domain) {
        return domain.isNullableDiscreteSet() && !domain.isNullableSingleValue();
    }
}

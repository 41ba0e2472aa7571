package io.blueshift.server.planning.scan;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.predicate.TupleDomain;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A dynamic filter that is known when the scan begins. */
record CompletedFilter(TupleDomain<ColumnHandle> predicate) implements DynamicFilter {
    @Override
    public Set<ColumnHandle> getColumnsCovered() {
        return predicate.getDomains().map(domains -> Set.copyOf(domains.keySet())).orElseGet(Set::of);
    }

    @Override
    public CompletableFuture<?> isBlocked() {
        return NOT_BLOCKED;
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public boolean isAwaitable() {
        return false;
    }

    @Override
    public TupleDomain<ColumnHandle> getCurrentPredicate() {
        return predicate;
    }
}

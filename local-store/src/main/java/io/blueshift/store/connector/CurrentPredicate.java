package io.blueshift.store.connector;

import io.blueshift.store.scan.ScanColumn;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.predicate.TupleDomain;

import java.util.function.Supplier;

/**
 * What a scan is to find: the query's predicate and, as far as it is known by now, what joins say. Asked for every block,
 * it is computed anew only when the dynamic filter has changed. Never waits. Not thread-safe.
 */
final class CurrentPredicate implements Supplier<TupleDomain<ScanColumn>> {
    private final TupleDomain<ScanColumn> fixed;
    private final DynamicFilter dynamicFilter;
    private TupleDomain<ColumnHandle> seen = TupleDomain.all();
    private TupleDomain<ScanColumn> current;
    private boolean complete;

    CurrentPredicate(TupleDomain<LocalColumnHandle> predicate, DynamicFilter dynamicFilter) {
        this.fixed = predicate.transformKeys(LocalColumnHandle::toScanColumn);
        this.dynamicFilter = dynamicFilter;
        this.current = fixed;
    }

    @Override
    public TupleDomain<ScanColumn> get() {
        if (complete) {
            return current;
        }
        // Before the predicate: what completes in between is asked for once more
        complete = dynamicFilter.isComplete();
        TupleDomain<ColumnHandle> now = dynamicFilter.getCurrentPredicate();
        if (now != seen && !now.equals(seen)) {
            seen = now;
            current = fixed.intersect(now.transformKeys(column -> ((LocalColumnHandle) column).toScanColumn()));
        }
        return current;
    }
}

package io.blueshift.server.planning.scan;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.predicate.TupleDomain;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A dynamic filter that narrows as long as the scan runs: sources that ask again skip more and more. Nobody is to wait for
 * it. Safe for all threads.
 */
final class MovingFilter implements DynamicFilter {
    private final TupleDomain<ColumnHandle> fixed;
    private final Supplier<TupleDomain<Integer>> moving;
    private final List<ColumnHandle> columns;
    private volatile Said said;

    private record Said(TupleDomain<Integer> moving, TupleDomain<ColumnHandle> predicate) {}

    /** @param columns by the channels that the moving part speaks of */
    MovingFilter(TupleDomain<ColumnHandle> fixed, Supplier<TupleDomain<Integer>> moving, List<ColumnHandle> columns) {
        this.fixed = fixed;
        this.moving = moving;
        this.columns = columns;
        this.said = new Said(TupleDomain.all(), fixed);
    }

    @Override
    public Set<ColumnHandle> getColumnsCovered() {
        return Set.copyOf(columns);
    }

    @Override
    public CompletableFuture<?> isBlocked() {
        return NOT_BLOCKED;
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public boolean isAwaitable() {
        return false;
    }

    /** The same object as long as nothing has changed. */
    @Override
    public TupleDomain<ColumnHandle> getCurrentPredicate() {
        TupleDomain<Integer> now = moving.get();
        Said before = said;
        if (before.moving != now) {
            before = new Said(now, fixed.intersect(now.transformKeys(columns::get)));
            said = before;
        }
        return before.predicate;
    }
}

package io.blueshift.executor.runtime.sort;

import io.trino.spi.predicate.Domain;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the threads that look for the first rows in an order know together: a row whose key has a larger prefix is none of
 * them, for as many rows as are wanted have prefixes that are not. It only ever gets smaller. Safe for all threads.
 */
public final class FirstBound {
    private final KeyPrefix key;
    /** Largest prefix of all, as an unsigned number. */
    private final AtomicLong largest = new AtomicLong(-1L);
    private final AtomicReference<Said> said = new AtomicReference<>();

    /** A bound and what it means. */
    private record Said(long largest, Domain domain) {}

    public FirstBound(RowOrder order) {
        this.key = order.firstKey();
    }

    long largest() {
        return largest.get();
    }

    /** There are as many rows as are wanted without a larger prefix. */
    void lower(long prefix) {
        largest.accumulateAndGet(prefix, (known, found) -> Long.compareUnsigned(found, known) < 0 ? found : known);
    }

    /**
     * The values that the first column of the order may have, the same object as long as that does not change; empty if
     * nothing is known, or if bounds of such a type do not say it.
     */
    public Optional<Domain> domain() {
        long now = largest.get();
        if (now == -1L || !key.isInteger()) {
            return Optional.empty();
        }
        Said before = said.get();
        if (before == null || before.largest != now) {
            before = new Said(now, key.domain(now));
            said.set(before);
        }
        return Optional.of(before.domain);
    }
}

package io.blueshift.executor.scan;

import io.trino.spi.predicate.TupleDomain;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Which rows of a scan are of use, by its channels; the source may leave out the others.
 *
 * @param fixed known when the scan begins. Given, by channel, how many values the source would rather have one by one than
 *            as their range, 0 for as many as do no harm to any source. What is asked for is computed then
 * @param moving narrows while the scan runs, as when a TopN has found better rows: to be asked from time to time. Gives the
 *            same object as long as nothing has changed; safe for all threads
 */
public record ScanFilter(Function<IntUnaryOperator, TupleDomain<Integer>> fixed,
        Optional<Supplier<TupleDomain<Integer>>> moving) {
    public ScanFilter {
        requireNonNull(fixed, "fixed is null");
        requireNonNull(moving, "moving is null");
    }
}

package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;
import io.trino.spi.predicate.TupleDomain;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A predicate divided between a source and the engine.
 *
 * @param predicate what the source is asked
 * @param remaining what the engine has to check on the rows that come back; all if the source's answer is final
 * @param reasons one sentence per column that stayed, wholly or for a second look, for EXPLAIN
 */
public record TranslatedFilter<C>(RemotePredicate predicate, TupleDomain<C> remaining, List<String> reasons) {
    public TranslatedFilter {
        requireNonNull(predicate, "predicate is null");
        requireNonNull(remaining, "remaining is null");
        reasons = ImmutableList.copyOf(reasons);
    }

    /** Whether the source's answer needs no second look; only then may a limit be applied by the source. */
    public boolean exact() {
        return remaining.isAll();
    }
}

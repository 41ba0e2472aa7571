package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;
import io.trino.spi.expression.ConnectorExpression;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A condition divided between a source and the engine, conjunct by conjunct.
 *
 * @param predicate what the source is asked; its answer is final
 * @param remaining what the engine has to check; constant true if nothing
 * @param reasons one sentence per conjunct that stayed
 */
public record TranslatedCondition(RemotePredicate predicate, ConnectorExpression remaining, List<String> reasons) {
    public TranslatedCondition {
        requireNonNull(predicate, "predicate is null");
        requireNonNull(remaining, "remaining is null");
        reasons = ImmutableList.copyOf(reasons);
    }
}

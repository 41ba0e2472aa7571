package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;
import io.trino.spi.expression.ConnectorExpression;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What became of one aggregate.
 *
 * @param outputs what the source computes for it
 * @param result the aggregate's value, computed by the engine from the outputs, which are variables under the names of
 *               their columns; absent if the aggregate stays
 * @param reason why it stays; empty if it does not
 */
record TranslatedAggregate(List<RemoteOutput> outputs, Optional<ConnectorExpression> result, String reason) {
    TranslatedAggregate {
        outputs = ImmutableList.copyOf(outputs);
        requireNonNull(result, "result is null");
        requireNonNull(reason, "reason is null");
    }

    static TranslatedAggregate stays(String reason) {
        return new TranslatedAggregate(List.of(), Optional.empty(), reason);
    }
}

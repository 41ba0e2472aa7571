package io.blueshift.executor.ir;

import io.blueshift.executor.function.AggregateFunction;
import io.trino.spi.connector.SortOrder;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * One aggregate of an {@link Aggregate}.
 *
 * @param arguments channels of the input
 * @param distinct whether rows with the same arguments count once for each group
 * @param mask channel of a BOOLEAN: rows where it is not TRUE are left out
 * @param ordering in which order a group's rows are taken; empty if in any
 */
public record AggregateCall(AggregateFunction function, List<Integer> arguments, boolean distinct,
        Optional<Integer> mask, List<Ordering> ordering) {
    /** One sort key. */
    public record Ordering(int channel, SortOrder order) {
        public Ordering {
            requireNonNull(order, "order is null");
        }
    }

    public AggregateCall {
        requireNonNull(function, "function is null");
        arguments = List.copyOf(arguments);
        requireNonNull(mask, "mask is null");
        ordering = List.copyOf(ordering);
        if (function.argumentTypes().size() != arguments.size()) {
            throw new IllegalArgumentException(function.name() + " takes " + function.argumentTypes().size()
                    + " arguments, not " + arguments.size());
        }
    }
}

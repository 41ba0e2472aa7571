package io.blueshift.executor.ir;

import io.trino.spi.connector.SortOrder;

import static java.util.Objects.requireNonNull;

/** A column that rows are ordered by, and how. */
public record Ordering(int channel, SortOrder order) {
    public Ordering {
        requireNonNull(order, "order is null");
    }
}

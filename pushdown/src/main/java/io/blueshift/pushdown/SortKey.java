package io.blueshift.pushdown;

import static java.util.Objects.requireNonNull;

/** One column of an order. Where NULLs go is always said: sources differ in what they do without being told. */
public record SortKey(RemoteExpression value, boolean ascending, boolean nullsFirst) {
    public SortKey {
        requireNonNull(value, "value is null");
    }
}

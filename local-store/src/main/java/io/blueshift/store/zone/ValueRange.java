package io.blueshift.store.zone;

import static java.util.Objects.requireNonNull;

/**
 * Bounds of some values, in the type's native Java form ({@code Long}, {@code Double}, {@code Slice}, {@code Int128}
 * ...). No value lies outside; long texts are bounded by a prefix, so the bounds need not be values.
 */
public record ValueRange(Object min, Object max) {
    public ValueRange {
        requireNonNull(min, "min is null");
        requireNonNull(max, "max is null");
    }
}

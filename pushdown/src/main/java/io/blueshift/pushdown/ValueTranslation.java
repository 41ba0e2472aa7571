package io.blueshift.pushdown;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A value that the source can compute exactly as the engine would, or why it cannot.
 *
 * @param reason empty if there is a value
 */
record ValueTranslation(Optional<RemoteExpression> value, String reason) {
    ValueTranslation {
        requireNonNull(value, "value is null");
        requireNonNull(reason, "reason is null");
    }

    static ValueTranslation of(RemoteExpression value) {
        return new ValueTranslation(Optional.of(value), "");
    }

    static ValueTranslation none(String reason) {
        return new ValueTranslation(Optional.empty(), reason);
    }
}

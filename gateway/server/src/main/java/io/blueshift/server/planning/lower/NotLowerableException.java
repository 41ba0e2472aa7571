package io.blueshift.server.planning.lower;

import static java.util.Objects.requireNonNull;

/**
 * Says that a plan stays with Trino's operators, and why. Ordinary control flow of this package, hence without a trace.
 */
public final class NotLowerableException extends RuntimeException {
    private final String what;

    public NotLowerableException(String what, String reason) {
        super(what + ": " + reason, null, false, false);
        this.what = requireNonNull(what, "what is null");
    }

    /** The kind of node or expression that could not be lowered: a short name with few values, for counting. */
    public String what() {
        return what;
    }
}

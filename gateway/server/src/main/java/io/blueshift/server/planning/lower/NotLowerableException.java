package io.blueshift.server.planning.lower;

import static java.util.Objects.requireNonNull;

/**
 * Says that a plan stays with Trino's operators, and why. Ordinary control flow of this package, hence without a trace.
 */
public final class NotLowerableException extends RuntimeException {
    private final String what;
    private final String why;

    public NotLowerableException(String what, String reason) {
        super(what + ": " + reason, null, false, false);
        this.what = requireNonNull(what, "what is null");
        this.why = requireNonNull(reason, "reason is null");
    }

    /** The kind of node or expression that could not be lowered: a short name with few values, for counting. */
    public String what() {
        return what;
    }

    /** The reason, without what it is about; few values as well. */
    public String why() {
        return why;
    }
}

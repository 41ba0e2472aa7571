package io.blueshift.executor.report;

import static java.util.Objects.requireNonNull;

/**
 * A source, a step or a sink of a pipeline.
 *
 * @param text one line
 */
public record OperatorReport(Role role, String text) {
    /** Where in its pipeline an operator stands. */
    public enum Role {
        SOURCE, STEP, SINK
    }

    public OperatorReport {
        requireNonNull(role, "role is null");
        requireNonNull(text, "text is null");
    }
}

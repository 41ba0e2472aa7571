package io.blueshift.server.statements;

import io.trino.spi.TrinoException;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What becomes of a statement that the engine is not to see as it was sent.
 *
 * @param shown what stands for it in the history of queries, in logs and in events
 */
public record Interception(String shown, Outcome outcome) {
    public Interception {
        requireNonNull(shown, "shown is null");
        requireNonNull(outcome, "outcome is null");
    }

    /** What the engine does in its place. */
    public sealed interface Outcome {}

    /**
     * @param sql what is executed
     * @param secret a secret that goes with it
     */
    public record Run(String sql, Optional<String> secret) implements Outcome {
        /** What is executed may hold passwords. */
        @Override
        public String toString() {
            return "Run";
        }
    }

    /**
     * The statement is shown that would make a catalog.
     *
     * @param catalog its name, which need not be one
     */
    public record ShowCatalog(String catalog) implements Outcome {}

    /** The query fails. */
    public record Refused(TrinoException reason) implements Outcome {}

    static Interception run(String shown, String sql) {
        return new Interception(shown, new Run(sql, Optional.empty()));
    }

    static Interception refused(String shown, TrinoException reason) {
        return new Interception(shown, new Refused(reason));
    }
}

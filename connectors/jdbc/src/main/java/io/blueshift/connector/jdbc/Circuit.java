package io.blueshift.connector.jdbc;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Whether a source is worth waiting for: a circuit breaker as in Nygard, "Release It!", without a timer. While the last
 * attempt to connect has failed, one query at a time knocks, and all others are told at once what the last one heard. So a
 * crowd does not queue behind a host that does not answer, and the first query after the source came back finds it.
 * Thread-safe.
 */
final class Circuit {
    private final Clock clock;
    private State state = new State(Condition.UNKNOWN, Optional.empty(), Optional.empty());
    private boolean knocking;
    private long failures;

    Circuit(Clock clock) {
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** What is known of the source. */
    enum Condition {
        /** Nobody has connected yet. */
        UNKNOWN,
        /** The last attempt to connect went well. */
        UP,
        /** The last attempt to connect failed. */
        DOWN
    }

    /**
     * @param since when the condition began; empty if it is {@link Condition#UNKNOWN}
     * @param error why the last attempt failed; empty unless {@link Condition#DOWN}
     */
    record State(Condition condition, Optional<Instant> since, Optional<String> error) {}

    /**
     * To be asked before connecting, and answered with {@link #succeeded}, {@link #failed} or {@link #leave}.
     *
     * @return why not to try; empty to go ahead
     */
    synchronized Optional<State> enter() {
        if (state.condition() != Condition.DOWN) {
            return Optional.empty();
        }
        if (knocking) {
            return Optional.of(state);
        }
        knocking = true;
        return Optional.empty();
    }

    synchronized void succeeded() {
        knocking = false;
        become(Condition.UP, Optional.empty());
    }

    synchronized void failed(String error) {
        knocking = false;
        failures++;
        become(Condition.DOWN, Optional.of(error));
    }

    /** Whoever entered did not get to connect. */
    synchronized void leave() {
        knocking = false;
    }

    private void become(Condition condition, Optional<String> error) {
        Optional<Instant> since = condition == state.condition() ? state.since() : Optional.of(clock.instant());
        state = new State(condition, since, error);
    }

    synchronized State state() {
        return state;
    }

    /** Attempts that failed so far. */
    synchronized long failures() {
        return failures;
    }
}

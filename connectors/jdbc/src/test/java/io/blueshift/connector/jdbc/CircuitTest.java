package io.blueshift.connector.jdbc;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import static io.blueshift.connector.jdbc.Circuit.Condition.DOWN;
import static io.blueshift.connector.jdbc.Circuit.Condition.UNKNOWN;
import static io.blueshift.connector.jdbc.Circuit.Condition.UP;
import static org.assertj.core.api.Assertions.assertThat;

class CircuitTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Circuit circuit = new Circuit(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void everybodyMayTryUntilAnAttemptFails() {
        assertThat(circuit.state().condition()).isEqualTo(UNKNOWN);
        assertThat(circuit.enter()).isEmpty();
        assertThat(circuit.enter()).isEmpty();
        circuit.succeeded();
        assertThat(circuit.state().condition()).isEqualTo(UP);
        assertThat(circuit.state().since()).contains(NOW);
        assertThat(circuit.enter()).isEmpty();
    }

    @Test
    void oneKnocksWhileItIsDown() {
        circuit.enter();
        circuit.failed("no answer");
        assertThat(circuit.enter()).as("the first to ask knocks").isEmpty();
        assertThat(circuit.enter()).hasValueSatisfying(state -> {
            assertThat(state.condition()).isEqualTo(DOWN);
            assertThat(state.since()).contains(NOW);
            assertThat(state.error()).contains("no answer");
        });
        circuit.failed("still no answer");
        assertThat(circuit.enter()).as("the next one knocks").isEmpty();
        circuit.leave();
        assertThat(circuit.enter()).as("nobody knocks after the knocker left").isEmpty();
        circuit.succeeded();
        assertThat(circuit.enter()).isEmpty();
        assertThat(circuit.enter()).isEmpty();
        assertThat(circuit.state().error()).isEmpty();
        assertThat(circuit.failures()).isEqualTo(2);
    }
}

package io.blueshift.benchmarks;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One figure that a suite measured, beside a peer's where there is one. Times are in milliseconds and sizes in
 * megabytes (2^20 bytes) unless {@code unit} says otherwise; smaller is always better.
 *
 * @param suite name of the suite
 * @param benchmark name of the case inside the suite, called "case" in the output
 * @param metric what was measured, for instance {@code p50}
 * @param value our figure
 * @param unit unit of both figures
 * @param peer the same figure measured with another system in the same run
 * @param target the figure we promise not to exceed
 */
public record Measurement(String suite, String benchmark, String metric, double value, String unit, Optional<Peer> peer,
        OptionalDouble target) {

    /** The same measurement taken on another system, in the same run and on the same data. */
    public record Peer(String name, double value) {}

    public Measurement {
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException("Not a measurement: %s/%s = %s".formatted(suite, benchmark, value));
        }
    }

    /** A figure without a peer and without a promise. */
    public static Measurement of(String suite, String benchmark, String metric, double value, String unit) {
        return new Measurement(suite, benchmark, metric, value, unit, Optional.empty(), OptionalDouble.empty());
    }

    public Measurement withTarget(double promised) {
        return new Measurement(suite, benchmark, metric, value, unit, peer, OptionalDouble.of(promised));
    }

    public Measurement against(String peerName, double peerValue) {
        return new Measurement(suite, benchmark, metric, value, unit, Optional.of(new Peer(peerName, peerValue)),
                target);
    }

    /** Ours divided by the peer's; absent without a peer or where the peer's figure is zero. */
    public OptionalDouble ratio() {
        return peer.filter(other -> other.value() > 0)
                .map(other -> OptionalDouble.of(value / other.value()))
                .orElse(OptionalDouble.empty());
    }

    /** Whether the promise is kept; true where none was made. */
    public boolean withinTarget() {
        return target.isEmpty() || value <= target.getAsDouble();
    }
}

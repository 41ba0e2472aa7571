package io.blueshift.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SamplesTest {
    @Test
    void medianOfOddAndEvenCounts() {
        assertThat(Samples.of(3, 1, 2).median()).isEqualTo(2);
        assertThat(Samples.of(4, 1, 2, 3).median()).isEqualTo(2.5);
        assertThat(Samples.of(7).median()).isEqualTo(7);
    }

    @Test
    void percentilesAreSamples() {
        Samples samples = Samples.of(10, 20, 30, 40);
        assertThat(samples.percentile(0.5)).isEqualTo(20);
        assertThat(samples.percentile(0.95)).isEqualTo(40);
        assertThat(samples.percentile(1)).isEqualTo(40);
    }

    @Test
    void nothingHasNoMedian() {
        assertThatThrownBy(Samples::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.of(1).percentile(0)).isInstanceOf(IllegalArgumentException.class);
    }
}

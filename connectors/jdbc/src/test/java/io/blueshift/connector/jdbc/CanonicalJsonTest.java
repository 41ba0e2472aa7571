package io.blueshift.connector.jdbc;

import io.trino.spi.TrinoException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CanonicalJsonTest {
    @Test
    void sortsKeysAndDropsSpaces() {
        assertThat(CanonicalJson.of("{\"b\": [1, 2], \"a\" : null}").toStringUtf8())
                .isEqualTo("{\"a\":null,\"b\":[1,2]}");
    }

    @Test
    void keepsEveryDigit() {
        assertThat(CanonicalJson.of("123456789012345678901234567890.12345678901234567890").toStringUtf8())
                .isEqualTo("123456789012345678901234567890.12345678901234567890");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThatThrownBy(() -> CanonicalJson.of("{} x")).isInstanceOf(TrinoException.class)
                .hasMessageContaining("not valid JSON");
    }
}

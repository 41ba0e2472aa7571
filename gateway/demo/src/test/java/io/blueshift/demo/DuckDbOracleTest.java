package io.blueshift.demo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The demo's queries are standard enough for DuckDB, and none has an empty answer at the scale of the tests. */
class DuckDbOracleTest {
    @Test
    void everyQueryHasAnAnswer() throws Exception {
        try (DuckDbOracle oracle = DuckDbOracle.load(0.01)) {
            for (DemoQuery query : DemoQuery.all()) {
                assertThat(oracle.query(query.sql())).as(query.title()).isNotEmpty();
            }
        }
    }
}

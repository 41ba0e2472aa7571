package io.blueshift.benchmarks.tpch;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerTest {
    private static final Answer ANSWER = new Answer(List.of(List.of("a", number("1.50"), 25.522005),
            List.of("b", number("1.50"), 3.0)));

    @Test
    void aRoundedQuotientIsRight() {
        assertThat(ANSWER.difference(answer("1.50", "25.52"), List.of(0))).isEmpty();
        assertThat(ANSWER.difference(answer("1.50", "25.522005"), List.of(0))).isEmpty();
        assertThat(ANSWER.difference(answer("1.50", "25.53"), List.of(0))).isPresent();
        assertThat(ANSWER.difference(answer("1.50", "25.522004"), List.of(0))).isPresent();
    }

    @Test
    void decimalsOfOneScaleAreExact() {
        assertThat(ANSWER.difference(answer("1.51", "25.52"), List.of(0))).isPresent();
    }

    @Test
    void orderCountsInSortColumns() {
        Answer turned = new Answer(ANSWER.rows().reversed());
        assertThat(ANSWER.difference(turned, List.of(0))).hasValueSatisfying(
                difference -> assertThat(difference).contains("in the order"));
        assertThat(ANSWER.difference(turned, List.of(1))).isEmpty();
        assertThat(ANSWER.difference(turned, List.of())).isEmpty();
    }

    @Test
    void everyRowCounts() {
        assertThat(ANSWER.difference(new Answer(List.of(ANSWER.rows().getFirst())), List.of()))
                .hasValue("1 rows instead of 2");
    }

    private static Answer answer(String exact, String quotient) {
        return new Answer(List.of(List.of("a", number(exact), number(quotient)), ANSWER.rows().get(1)));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}

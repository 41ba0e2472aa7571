package io.blueshift.server.planning;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

final class ResultRowsTest {
    private static final QueryOrder BY_FIRST = QueryOrder.of("SELECT a, b FROM t ORDER BY t.a");
    private static final QueryOrder NONE = QueryOrder.of("SELECT a, b FROM t");
    private static final QueryOrder FIRST_THREE = QueryOrder.of("SELECT a, b FROM t ORDER BY 1 DESC LIMIT 3");

    @Test
    void orderCountsOnlyWhereTheQueryDecidesIt() {
        ResultRows rows = rows(row(1, "x"), row(1, "y"), row(2, null));
        assertThat(rows.difference(rows(row(1, "y"), row(1, "x"), row(2, null)), BY_FIRST)).isEmpty();
        assertThat(rows.difference(rows(row(2, null), row(1, "x"), row(1, "y")), NONE)).isEmpty();
        assertThat(rows.difference(rows(row(2, null), row(1, "x"), row(1, "y")), BY_FIRST)).get().asString()
                .contains("in the order");
    }

    @Test
    void everyRowCountsAsOftenAsItIsThere() {
        ResultRows rows = rows(row(1, "x"), row(1, "x"), row(1, "y"));
        assertThat(rows.difference(rows(row(1, "x"), row(1, "y"), row(1, "y")), BY_FIRST)).isPresent();
        assertThat(rows.difference(rows(row(1, "x"), row(1, "y")), BY_FIRST)).hasValue("2 rows instead of 3");
    }

    @Test
    void aLimitMayCutEqualKeysAnywhere() {
        ResultRows rows = rows(row(3, "x"), row(2, "y"), row(2, "z"));
        assertThat(rows.difference(rows(row(3, "x"), row(2, "v"), row(2, "w")), FIRST_THREE)).isEmpty();
        assertThat(rows.difference(rows(row(3, "v"), row(2, "y"), row(2, "z")), FIRST_THREE)).isPresent();
        assertThat(rows.difference(rows(row(3, "x"), row(2, "v"), row(2, "w")), BY_FIRST)).isPresent();
    }

    @Test
    void onlyTheLastDigitsOfDoublesMayDiffer() {
        ResultRows rows = rows(row(1, 1e15), row(1, 2.0));
        assertThat(rows.difference(rows(row(1, 2.0), row(1, 1e15 + 0.125)), NONE)).isEmpty();
        assertThat(rows.difference(rows(row(1, 2.000001), row(1, 1e15)), NONE)).isPresent();
        assertThat(rows.difference(rows(row(1, 2), row(1, 1e15)), NONE)).isPresent();
    }

    @Test
    void errorsAreResultsToo() {
        ResultRows failed = new ResultRows(List.of(), List.of(), Optional.of("Division by zero"));
        assertThat(failed.difference(failed, NONE)).isEmpty();
        assertThat(failed.difference(rows(), NONE)).isPresent();
    }

    private static Object[] row(Object... values) {
        return values;
    }

    private static ResultRows rows(Object[]... rows) {
        return new ResultRows(List.of("a", "b"), Stream.of(rows).map(Arrays::asList).toList(), Optional.empty());
    }
}

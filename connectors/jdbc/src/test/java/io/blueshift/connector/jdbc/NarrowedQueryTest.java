package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.predicate.ValueSet;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.type.BigintType.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;

class NarrowedQueryTest {
    private static final ColumnHandle A = column("a");
    private static final ColumnHandle B = column("b");
    private static final ColumnHandle C = column("c");

    @Test
    void theShortestListStays() {
        Domain two = Domain.multipleValues(BIGINT, List.of(5L, 9L));
        Domain one = Domain.singleValue(BIGINT, 4L);
        assertThat(NarrowedQuery.withOneList(TupleDomain.withColumnDomains(
                Map.of(A, Domain.multipleValues(BIGINT, List.of(1L, 3L, 7L)), B, two, C, one))))
                .isEqualTo(TupleDomain.withColumnDomains(Map.of(A, range(1, 7), B, two, C, one)));
    }

    @Test
    void rangesStay() {
        TupleDomain<ColumnHandle> ranges = TupleDomain.withColumnDomains(Map.of(A, range(1, 7), B, range(2, 3)));
        assertThat(NarrowedQuery.withOneList(ranges)).isEqualTo(ranges);
    }

    private static Domain range(long low, long high) {
        return Domain.create(ValueSet.ofRanges(Range.range(BIGINT, low, true, high, true)), false);
    }

    private static ColumnHandle column(String name) {
        return new JdbcColumnHandle(
                new RemoteColumn(name, BIGINT, "bigint", Optional.empty(), new Comparability.Ordered()));
    }
}

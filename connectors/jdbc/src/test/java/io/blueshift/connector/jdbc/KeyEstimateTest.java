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
import java.util.OptionalDouble;

import static io.trino.spi.type.BigintType.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;

/** A million rows: of {@code id} each has another, of {@code kind} there are a hundred, of {@code note} nothing is known. */
class KeyEstimateTest {
    private static final RemoteColumn ID = column("id");
    private static final RemoteColumn KIND = column("kind");
    private static final RemoteColumn NOTE = column("note");

    private final KeyEstimate estimate = new KeyEstimate(new KeyEstimate.Known(OptionalDouble.of(1_000_000),
            Map.of("id", new KeyEstimate.Column(1_000_000, 8), "kind", new KeyEstimate.Column(100, 8))));

    @Test
    void notMoreThanAQuarterOfTheValuesNorThanRowsPayFor() {
        assertThat(estimate.keysMax(ID, TupleDomain.all(), false)).hasValue(125_000);
        assertThat(estimate.keysMax(KIND, TupleDomain.all(), false)).hasValue(25);
    }

    @Test
    void otherConditionsLeaveFewerRowsToSave() {
        assertThat(estimate.keysMax(ID, with(KIND, Domain.multipleValues(BIGINT, List.of(1L, 2L))), false))
                .hasValue(2_500);
        assertThat(estimate.keysMax(ID,
                with(KIND, Domain.create(ValueSet.ofRanges(Range.greaterThan(BIGINT, 3L)), false)), false))
                .hasValue(31_250);
        assertThat(estimate.keysMax(ID, with(NOTE, Domain.singleValue(BIGINT, 1L)), true)).hasValue(7_812.5);
    }

    @Test
    void nothingIsKnown() {
        assertThat(estimate.keysMax(NOTE, TupleDomain.all(), false)).isEmpty();
        assertThat(new KeyEstimate(KeyEstimate.Known.NOTHING).keysMax(ID, TupleDomain.all(), false)).isEmpty();
    }

    private static TupleDomain<ColumnHandle> with(RemoteColumn column, Domain domain) {
        return TupleDomain.withColumnDomains(Map.of(new JdbcColumnHandle(column), domain));
    }

    private static RemoteColumn column(String name) {
        return new RemoteColumn(name, BIGINT, "bigint", Optional.empty(), new Comparability.Ordered());
    }
}

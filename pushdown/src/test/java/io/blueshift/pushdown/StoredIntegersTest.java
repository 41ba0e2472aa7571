package io.blueshift.pushdown;

import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.IntegerType.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

class StoredIntegersTest {
    private static final long BEYOND = 1L << 40;

    private final Dialect dialect = new AnsiDialect() {
        @Override
        public Optional<Type> storedInteger(RemoteColumn column) {
            return column.remoteType().equals("integer") ? Optional.of(INTEGER) : Optional.empty();
        }
    };

    @Test
    void valuesThatTheColumnHasNoRoomForAreLeftOut() {
        assertThat(stored(Domain.multipleValues(BIGINT, List.of(-BEYOND, 7L, (long) Integer.MIN_VALUE, BEYOND))))
                .isEqualTo(Domain.multipleValues(INTEGER, List.of(7L, (long) Integer.MIN_VALUE)));
        assertThat(stored(Domain.create(ValueSet.ofRanges(Range.range(BIGINT, 5L, false, BEYOND, true)), true)))
                .isEqualTo(Domain.create(
                        ValueSet.ofRanges(Range.range(INTEGER, 5L, false, (long) Integer.MAX_VALUE, true)), true));
        assertThat(StoredIntegers.of(dialect, TupleDomain.withColumnDomains(
                Map.of(column("integer"), Domain.singleValue(BIGINT, BEYOND)))).isNone()).isTrue();
    }

    @Test
    void otherColumnsStayAsTheyAre() {
        TupleDomain<RemoteColumn> predicate = TupleDomain
                .withColumnDomains(Map.of(column("numeric"), Domain.singleValue(BIGINT, 1L)));
        assertThat(StoredIntegers.of(dialect, predicate)).isEqualTo(predicate);
    }

    private Domain stored(Domain domain) {
        Map<RemoteColumn, Domain> found = StoredIntegers
                .of(dialect, TupleDomain.withColumnDomains(Map.of(column("integer"), domain))).getDomains()
                .orElseThrow();
        assertThat(found).containsOnlyKeys(new RemoteColumn("c", IntegerType.INTEGER, "integer", Optional.empty(),
                new Comparability.Ordered()));
        return found.values().iterator().next();
    }

    private static RemoteColumn column(String remoteType) {
        return new RemoteColumn("c", BigintType.BIGINT, remoteType, Optional.of("bigint"), new Comparability.Ordered());
    }
}

package io.blueshift.pushdown;

import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for integers that are read in a wider type in the one in which they are stored: an index knows nothing of the wider
 * one. Values that the narrower type has no room for are no column's.
 */
public final class StoredIntegers {
    private StoredIntegers() {}

    /** The same predicate about the columns as they are stored, where these can be told. */
    public static TupleDomain<RemoteColumn> of(Dialect dialect, TupleDomain<RemoteColumn> predicate) {
        Map<RemoteColumn, Domain> stored = new HashMap<>();
        predicate.getDomains().orElseThrow().forEach((column, domain) -> {
            Optional<Type> type = column.type().equals(BigintType.BIGINT) && column.computed().isEmpty()
                    && column.readAs().equals(Optional.of(dialect.wideInteger()))
                            ? dialect.storedInteger(column)
                            : Optional.empty();
            RemoteColumn asked = type.map(narrow -> new RemoteColumn(column.name(), narrow, column.remoteType(),
                    Optional.empty(), column.comparability())).orElse(column);
            stored.merge(asked, type.map(narrow -> narrowed(domain, narrow)).orElse(domain), Domain::intersect);
        });
        return TupleDomain.withColumnDomains(stored);
    }

    private static Domain narrowed(Domain domain, Type type) {
        long max = switch (type) {
            case TinyintType _ -> Byte.MAX_VALUE;
            case SmallintType _ -> Short.MAX_VALUE;
            case IntegerType _ -> Integer.MAX_VALUE;
            default -> throw new IllegalArgumentException("not shorter than BIGINT: " + type);
        };
        ValueSet there = domain.getValues()
                .intersect(ValueSet.ofRanges(Range.range(BigintType.BIGINT, -max - 1, true, max, true)));
        ValueSet values = there.isDiscreteSet()
                ? ValueSet.copyOf(type, there.getDiscreteSet())
                : ValueSet.copyOfRanges(type, there.getRanges().getOrderedRanges().stream()
                        .map(range -> Range.range(type, range.getLowBoundedValue(), range.isLowInclusive(),
                                range.getHighBoundedValue(), range.isHighInclusive()))
                        .toList());
        return Domain.create(values, domain.isNullAllowed());
    }
}

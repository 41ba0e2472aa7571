package io.blueshift.store.zone;

import io.airlift.slice.Slice;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.Type;

import java.util.Optional;

import static io.trino.spi.type.TypeUtils.isFloatingPointNaN;

/**
 * The summary of one column over a block, a segment or a table.
 *
 * @param positions values and NULLs
 * @param nulls how many of them are NULL
 * @param dataBytes bytes of the values of a variable-width type, 0 for others
 * @param range absent if there are no values, if one of them is NaN, or if the type has no useful order
 */
public record ZoneMap(long positions, long nulls, long dataBytes, Optional<ValueRange> range) {
    public static final ZoneMap EMPTY = new ZoneMap(0, 0, 0, Optional.empty());

    /** Positions of a column that did not exist when they were written. */
    public static ZoneMap allNull(long positions) {
        return new ZoneMap(positions, positions, 0, Optional.empty());
    }

    /** Positions that all have one value. */
    public static ZoneMap constant(Type type, Object value, long positions) {
        long bytes = value instanceof Slice text ? text.length() : 0;
        boolean bounded = bytes <= ZoneMapper.BOUND_BYTES_MAX && !isFloatingPointNaN(type, value);
        return new ZoneMap(
                positions,
                0,
                bytes * positions,
                bounded ? Optional.of(new ValueRange(value, value)) : Optional.empty());
    }

    /** False only if no value here can be in the domain. */
    public boolean mayMatch(Domain domain) {
        if (positions == nulls) {
            return domain.isNullAllowed() && positions > 0;
        }
        if (domain.isNullAllowed() && nulls > 0) {
            return true;
        }
        return range.map(values -> domain.overlaps(toDomain(domain.getType(), values)))
                .orElseGet(() -> !domain.getValues().isNone());
    }

    private static Domain toDomain(Type type, ValueRange range) {
        return Domain.create(ValueSet.ofRanges(Range.range(type, range.min(), true, range.max(), true)), false);
    }
}

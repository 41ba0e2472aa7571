package io.blueshift.store.connector;

import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.SortedRangeSet;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;

import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;

/** A predicate in the words of SQL, shortened where it is long. */
final class PredicateText {
    /** Ranges of one column that are written out. */
    private static final int RANGES_MAX = 8;

    private PredicateText() {}

    static String of(TupleDomain<LocalColumnHandle> predicate) {
        return predicate.getDomains()
                .map(
                        domains -> domains.entrySet().stream().sorted(comparingInt(entry -> entry.getKey().id()))
                                .map(entry -> column(entry.getKey(), entry.getValue())).collect(joining(" AND ")))
                .orElse("FALSE");
    }

    private static String column(LocalColumnHandle column, Domain domain) {
        if (domain.isOnlyNull()) {
            return column.name() + " IS NULL";
        }
        if (domain.getValues().isAll()) {
            return column.name() + " IS NOT NULL";
        }
        List<String> choices = new ArrayList<>();
        if (domain.getValues() instanceof SortedRangeSet ranges) {
            List<Range> ordered = ranges.getOrderedRanges();
            ordered.stream().limit(RANGES_MAX).forEach(range -> choices.add(range(column.name(), range)));
            if (ordered.size() > RANGES_MAX) {
                choices.add((ordered.size() - RANGES_MAX) + " more");
            }
        } else {
            choices.add(column.name() + " IN " + domain.getValues());
        }
        if (domain.isNullAllowed()) {
            choices.add(column.name() + " IS NULL");
        }
        return choices.size() == 1 ? choices.getFirst() : "(" + String.join(" OR ", choices) + ")";
    }

    private static String range(String name, Range range) {
        Type type = range.getType();
        if (range.isSingleValue()) {
            return name + " = " + value(type, range.getSingleValue());
        }
        List<String> bounds = new ArrayList<>();
        range.getLowValue()
                .ifPresent(low -> bounds.add(name + (range.isLowInclusive() ? " >= " : " > ") + value(type, low)));
        range.getHighValue()
                .ifPresent(high -> bounds.add(name + (range.isHighInclusive() ? " <= " : " < ") + value(type, high)));
        return String.join(" AND ", bounds);
    }

    private static String value(Type type, Object value) {
        Object readable = type.getObjectValue(writeNativeValue(type, value), 0);
        return readable instanceof String ? "'" + readable + "'" : String.valueOf(readable);
    }
}

package io.blueshift.connector.lake.table;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.SortedRangeSet;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Words for EXPLAIN: what a scan was asked, short enough for one line. */
public final class ScanDescription {
    private static final int MAX_RANGES = 5;

    private ScanDescription() {}

    /** Empty for a predicate that says nothing, else {@code ", label a = 1 and b > 2"}. */
    public static String predicate(String label, TupleDomain<LakeColumnHandle> predicate) {
        if (predicate.isAll()) {
            return "";
        }
        if (predicate.isNone()) {
            return ", " + label + " false";
        }
        return predicate.getDomains().orElseThrow().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().name())).map(ScanDescription::domain)
                .collect(Collectors.joining(" and ", ", " + label + " ", ""));
    }

    /** Empty while the columns are not known, else {@code ", columns a, b"}. */
    public static String columns(Optional<Set<LakeColumnHandle>> columns) {
        return columns.map(set -> set.stream().map(LakeColumnHandle::name).sorted()
                .collect(Collectors.joining(", ", ", columns ", ""))).orElse("");
    }

    private static String domain(Map.Entry<LakeColumnHandle, Domain> entry) {
        String name = entry.getKey().name();
        Domain domain = entry.getValue();
        if (domain.isOnlyNull()) {
            return name + " is null";
        }
        String values = values(name, domain);
        return domain.isNullAllowed() ? "(" + values + " or " + name + " is null)" : values;
    }

    private static String values(String name, Domain domain) {
        if (domain.getValues().isAll()) {
            return name + " is not null";
        }
        if (!(domain.getValues() instanceof SortedRangeSet set)) {
            return name + " restricted";
        }
        List<Range> ranges = set.getOrderedRanges();
        if (ranges.size() > MAX_RANGES) {
            return "%s in %d ranges within %s".formatted(name, ranges.size(), range(name, set.getSpan()));
        }
        String any = ranges.stream().map(range -> range(name, range)).collect(Collectors.joining(" or "));
        return ranges.size() > 1 ? "(" + any + ")" : any;
    }

    private static String range(String name, Range range) {
        Type type = range.getType();
        if (range.isSingleValue()) {
            return name + " = " + value(type, range.getSingleValue());
        }
        String low = range.isLowUnbounded()
                ? ""
                : name + (range.isLowInclusive() ? " >= " : " > ") + value(type, range.getLowBoundedValue());
        String high = range.isHighUnbounded()
                ? ""
                : name + (range.isHighInclusive() ? " <= " : " < ") + value(type, range.getHighBoundedValue());
        return low.isEmpty() || high.isEmpty() ? low + high : low + " and " + high;
    }

    private static String value(Type type, Object value) {
        BlockBuilder builder = type.createBlockBuilder(null, 1);
        TypeUtils.writeNativeValue(type, builder, value);
        return String.valueOf(type.getObjectValue(builder.build(), 0));
    }
}

package io.blueshift.store.filter;

import io.airlift.slice.Slice;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.SortedRangeSet;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Chars;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static java.lang.Float.intBitsToFloat;

/** What a predicate says of values that are not NULL. Immutable. */
sealed interface ValueTest {
    /** Every value passes, or none does. */
    record Fixed(boolean passes) implements ValueTest {}

    /** The type's values are long integers in their natural order. */
    record Longs(LongTest test) implements ValueTest {}

    /** Ranges of byte strings. */
    record Slices(SliceTest test) implements ValueTest {}

    /** Ranges of floating point numbers; NaN is in none of them, and zero has no sign. */
    record Doubles(double[] lows, boolean[] lowInclusive, double[] highs,
            boolean[] highInclusive) implements ValueTest {
        boolean test(double value) {
            for (int i = 0; i < lows.length; i++) {
                if ((value > lows[i] || lowInclusive[i] && value == lows[i])
                        && (value < highs[i] || highInclusive[i] && value == highs[i])) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Nothing better is known than to ask the set. */
    record Any(ValueSet set) implements ValueTest {}

    static ValueTest of(Type type, ValueSet set) {
        if (set.isAll() || set.isNone()) {
            return new Fixed(set.isAll());
        }
        if (!(set instanceof SortedRangeSet ranges)) {
            return new Any(set);
        }
        List<Range> ordered = ranges.getOrderedRanges();
        if (isLong(type)) {
            return longs(ordered);
        }
        return switch (type) {
            case VarcharType _,VarbinaryType _ -> new Slices(slices(ordered, Comparator.naturalOrder()));
            case CharType _ -> new Slices(slices(ordered, Chars::compareChars));
            case DoubleType _,RealType _ -> doubles(ordered);
            default -> new Any(set);
        };
    }

    /** Whether values are integers (or 0 and 1) whose natural order is SQL's. */
    static boolean isLong(Type type) {
        return switch (type) {
            case BigintType _,IntegerType _,SmallintType _,TinyintType _,DateType _,TimeType _,BooleanType _ -> true;
            case DecimalType decimal -> decimal.isShort();
            case TimestampType timestamp -> timestamp.isShort();
            default -> false;
        };
    }

    private static ValueTest longs(List<Range> ranges) {
        List<long[]> bounds = new ArrayList<>();
        boolean single = true;
        for (Range range : ranges) {
            long low = range.isLowUnbounded() ? Long.MIN_VALUE : toLong(range.getLowBoundedValue());
            long high = range.isHighUnbounded() ? Long.MAX_VALUE : toLong(range.getHighBoundedValue());
            // Without wrapping: there is nothing beyond the ends
            boolean empty = !range.isLowInclusive() && !range.isLowUnbounded() && low == Long.MAX_VALUE
                    || !range.isHighInclusive() && !range.isHighUnbounded() && high == Long.MIN_VALUE;
            low += range.isLowInclusive() || range.isLowUnbounded() ? 0 : 1;
            high -= range.isHighInclusive() || range.isHighUnbounded() ? 0 : 1;
            if (!empty && low <= high) {
                bounds.add(new long[]{low, high});
                single &= low == high;
            }
        }
        if (bounds.isEmpty()) {
            return new Fixed(false);
        }
        if (bounds.size() == 1) {
            return new Longs(new LongTest.Between(bounds.getFirst()[0], bounds.getFirst()[1]));
        }
        long[] lows = bounds.stream().mapToLong(range -> range[0]).toArray();
        long[] highs = bounds.stream().mapToLong(range -> range[1]).toArray();
        return new Longs(single ? LongTest.ofValues(lows) : new LongTest.Ranges(lows, highs));
    }

    private static long toLong(Object value) {
        return value instanceof Boolean flag ? flag ? 1 : 0 : (Long) value;
    }

    private static SliceTest slices(List<Range> ranges, Comparator<Slice> order) {
        if (ranges.stream().allMatch(Range::isSingleValue)) {
            Set<Slice> members = new HashSet<>();
            ranges.forEach(range -> members.add((Slice) range.getSingleValue()));
            return new SliceTest.Members(members);
        }
        return new SliceTest.Ranges(List.copyOf(ranges), order);
    }

    private static Doubles doubles(List<Range> ranges) {
        int count = ranges.size();
        double[] lows = new double[count];
        double[] highs = new double[count];
        boolean[] lowInclusive = new boolean[count];
        boolean[] highInclusive = new boolean[count];
        for (int i = 0; i < count; i++) {
            Range range = ranges.get(i);
            lows[i] = range.isLowUnbounded() ? Double.NEGATIVE_INFINITY : toDouble(range.getLowBoundedValue());
            lowInclusive[i] = range.isLowUnbounded() || range.isLowInclusive();
            highs[i] = range.isHighUnbounded() ? Double.POSITIVE_INFINITY : toDouble(range.getHighBoundedValue());
            highInclusive[i] = range.isHighUnbounded() || range.isHighInclusive();
        }
        return new Doubles(lows, lowInclusive, highs, highInclusive);
    }

    private static double toDouble(Object value) {
        return value instanceof Double number ? number : intBitsToFloat(Math.toIntExact((Long) value));
    }
}

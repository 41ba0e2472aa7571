package io.blueshift.store.filter;

import io.airlift.slice.Slice;
import io.trino.spi.predicate.Range;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A set of byte strings. Immutable. */
sealed interface SliceTest {
    boolean test(Slice value);

    /** Single values: equal ones have equal bytes, because CHAR is kept without its padding. */
    record Members(Set<Slice> values) implements SliceTest {
        @Override
        public boolean test(Slice value) {
            return values.contains(value);
        }
    }

    /** Ranges in the type's order. */
    record Ranges(List<Range> ranges, Comparator<Slice> order) implements SliceTest {
        @Override
        public boolean test(Slice value) {
            for (Range range : ranges) {
                if (above(range, value) && below(range, value)) {
                    return true;
                }
            }
            return false;
        }

        private boolean above(Range range, Slice value) {
            if (range.isLowUnbounded()) {
                return true;
            }
            int comparison = order.compare(value, (Slice) range.getLowBoundedValue());
            return comparison > 0 || comparison == 0 && range.isLowInclusive();
        }

        private boolean below(Range range, Slice value) {
            if (range.isHighUnbounded()) {
                return true;
            }
            int comparison = order.compare(value, (Slice) range.getHighBoundedValue());
            return comparison < 0 || comparison == 0 && range.isHighInclusive();
        }
    }
}

package io.blueshift.store.encoding;

import io.trino.spi.block.ValueBlock;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** The rows of one block inside a chunk's values, and what was found out about them. Not thread-safe. */
final class Region {
    private final ColumnValues values;
    private final int start;
    private final int count;
    private final boolean anyNull;
    private Optional<IntegerStatistics> statistics = Optional.empty();
    private int runs = -1;
    private final Map<BlockEncoder, Long> sizes = new IdentityHashMap<>();

    /** Of integers and of their distances from the ones before. NULLs count as the values that stand for them; of no values, all are 0. */
    record IntegerStatistics(long min, long max, long minDelta, long maxDelta) {}

    Region(ColumnValues values, int start, int count) {
        this.values = values;
        this.start = start;
        this.count = count;
        this.anyNull = values.anyNull() && findNull(values, start, count);
    }

    private static boolean findNull(ColumnValues values, int start, int count) {
        for (int i = start; i < start + count; i++) {
            if (values.block().isNull(i)) {
                return true;
            }
        }
        return false;
    }

    ColumnValues values() {
        return values;
    }

    int start() {
        return start;
    }

    int count() {
        return count;
    }

    boolean anyNull() {
        return anyNull;
    }

    /** @param index from the region's start */
    boolean isNull(int index) {
        return anyNull && values.block().isNull(start + index);
    }

    /** What {@link BlockEncoder#size} says, asked once. */
    long size(BlockEncoder encoder) {
        Long known = sizes.get(encoder);
        if (known == null) {
            known = encoder.size(this);
            sizes.put(encoder, known);
        }
        return known;
    }

    ValueBlock block() {
        return values.block().getRegion(start, count);
    }

    boolean sameAsPrevious(int index) {
        boolean isNull = isNull(index);
        boolean previousNull = isNull(index - 1);
        return isNull || previousNull
                ? isNull == previousNull
                : values.identity().orElseThrow().same(start + index, start + index - 1);
    }

    /** Whether there are values, and all are the same or all are NULL. Of nested storage, only the latter. */
    boolean isConstant() {
        if (values.storage().isNested()) {
            return runs() == 1;
        }
        for (int i = 1; i < count; i++) {
            if (!sameAsPrevious(i)) {
                return false;
            }
        }
        return count > 0;
    }

    /**
     * How often a value or NULL differs from the one before it, plus one; 0 without values. Counting ends where there are too
     * many for runs to be worth anything: then it is more than {@link #runsMax}.
     */
    int runs() {
        if (runs < 0) {
            runs = countRuns();
        }
        return runs;
    }

    /** Shorter runs save little and cost an indirection per value. */
    int runsMax() {
        return count / 3;
    }

    private int countRuns() {
        int found = Math.min(1, count);
        if (values.storage().isNested()) {
            boolean allNull = anyNull;
            for (int i = 0; allNull && i < count; i++) {
                allNull = isNull(i);
            }
            return allNull ? 1 : count;
        }
        int max = runsMax();
        if (!anyNull && values.integers().isPresent()) {
            long[] integers = values.integers().get();
            for (int i = start + 1; i < start + count && found <= max; i++) {
                found += integers[i] == integers[i - 1] ? 0 : 1;
            }
            return found;
        }
        for (int i = 1; i < count && found <= max; i++) {
            found += sameAsPrevious(i) ? 0 : 1;
        }
        return found;
    }

    /** Only if the values are integers. */
    IntegerStatistics statistics() {
        if (statistics.isEmpty()) {
            statistics = Optional.of(compute());
        }
        return statistics.get();
    }

    private IntegerStatistics compute() {
        long[] integers = values.integers().orElseThrow();
        if (count == 0) {
            return new IntegerStatistics(0, 0, 0, 0);
        }
        long min = integers[start];
        long max = min;
        long minDelta = count > 1 ? Long.MAX_VALUE : 0;
        long maxDelta = count > 1 ? Long.MIN_VALUE : 0;
        for (int i = start + 1; i < start + count; i++) {
            min = Math.min(min, integers[i]);
            max = Math.max(max, integers[i]);
            minDelta = Math.min(minDelta, integers[i] - integers[i - 1]);
            maxDelta = Math.max(maxDelta, integers[i] - integers[i - 1]);
        }
        return new IntegerStatistics(min, max, minDelta, maxDelta);
    }
}

package io.blueshift.store.encoding;

import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The distinct values of a chunk, ascending by their bits (signed integers, unsigned bytes), NULL last.
 *
 * @param firstPositions where each of them stands in the chunk
 * @param codes for every position which of them it is
 */
record DistinctValues(int[] firstPositions, long[] codes) {

    /** Whether ascending by bits is ascending in SQL. */
    static boolean ordersLikeSql(Type type) {
        return switch (type) {
            case BooleanType _,TinyintType _,SmallintType _,IntegerType _,BigintType _,DateType _,DecimalType _ -> true;
            case TimeType _,VarcharType _,VarbinaryType _ -> true;
            case TimestampType _ -> true;
            default -> false;
        };
    }

    /** Empty if there are more than {@code limit} of them, or if values are nested. */
    static Optional<DistinctValues> find(ColumnValues values, int limit) {
        if (values.identity().isEmpty()) {
            return Optional.empty();
        }
        ValueIdentity identity = values.identity().get();
        int positions = values.positions();
        int mask = Integer.highestOneBit(Math.max(2, Math.min(limit, positions)) * 4) - 1;
        // Open addressing: slot = index of the distinct value + 1
        int[] slots = new int[mask + 1];
        int[] first = new int[Math.min(limit, positions)];
        long[] ids = new long[positions];
        int count = 0;
        int firstNull = -1;
        for (int i = 0; i < positions; i++) {
            if (values.isNull(i)) {
                firstNull = firstNull < 0 ? i : firstNull;
                ids[i] = -1;
                continue;
            }
            int slot = (int) identity.hash(i) & mask;
            while (slots[slot] != 0 && !identity.same(i, first[slots[slot] - 1])) {
                slot = (slot + 1) & mask;
            }
            if (slots[slot] == 0) {
                if (count == limit) {
                    return Optional.empty();
                }
                first[count++] = i;
                slots[slot] = count;
            }
            ids[i] = slots[slot] - 1;
        }
        return Optional.of(sorted(identity, Arrays.copyOf(first, count), firstNull, ids));
    }

    private static DistinctValues sorted(ValueIdentity identity, int[] first, int firstNull, long[] ids) {
        int values = first.length;
        int[] order = IntStream.range(0, values).boxed()
                .sorted((left, right) -> identity.compare(first[left], first[right])).mapToInt(Integer::intValue)
                .toArray();
        int[] sortedFirst = new int[firstNull < 0 ? values : values + 1];
        int[] codeOf = new int[values];
        for (int code = 0; code < values; code++) {
            sortedFirst[code] = first[order[code]];
            codeOf[order[code]] = code;
        }
        if (firstNull >= 0) {
            sortedFirst[values] = firstNull;
        }
        for (int i = 0; i < ids.length; i++) {
            ids[i] = ids[i] < 0 ? values : codeOf[(int) ids[i]];
        }
        return new DistinctValues(sortedFirst, ids);
    }
}

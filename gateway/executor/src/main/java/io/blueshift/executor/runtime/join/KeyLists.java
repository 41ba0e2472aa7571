package io.blueshift.executor.runtime.join;

import io.airlift.slice.Slice;
import io.trino.spi.predicate.Domain;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static io.trino.spi.type.TypeUtils.readNativeValue;

/**
 * The values of a key one by one, where somebody wants more of them than {@link KeyDomains} lists: read off the complete
 * table.
 */
final class KeyLists {
    /** Of texts and the like together; whoever gets them holds them a few times over. */
    private static final long BYTES_MAX = 16L << 20;
    /** Further rows are not looked at in the hope that they repeat the same few values. */
    private static final int ROWS_PER_VALUE_MAX = 8;

    private KeyLists() {}

    /** Absent if there are more values than so many, or they are not easily listed. */
    static Optional<Domain> of(JoinTable table, int key, int valuesMax) {
        Type type = table.keys().types().get(key);
        boolean plain = type.getJavaType() == long.class
                && table.keys().longs().map(forms -> forms.get(key) == LongKey.PLAIN).orElse(false);
        Optional<? extends List<?>> values = Optional.empty();
        if (table.isHashed()) {
            values = switch (table.compared().get(key)) {
                case BuildColumn.Longs longs when plain -> distinct(longs.values(), valuesMax);
                case BuildColumn.Blocks blocks when comparesByValue(type) ->
                    distinct(blocks, table.keyedRows(), valuesMax);
                default -> Optional.empty();
            };
        } else if (plain && table.keys().size() == 1) {
            values = table.table().keys(valuesMax).map(keys -> Arrays.stream(keys).sorted().boxed().toList());
        }
        return values.map(found -> found.isEmpty() ? Domain.none(type) : Domain.multipleValues(type, found));
    }

    /** Whether values are equal if and only if the objects are that stand for them. */
    private static boolean comparesByValue(Type type) {
        return switch (type) {
            case VarcharType _,CharType _,VarbinaryType _,UuidType _,DecimalType _,TimestampType _ -> true;
            default -> false;
        };
    }

    private static Optional<List<Long>> distinct(long[] keys, int valuesMax) {
        if (keys.length > (long) valuesMax * ROWS_PER_VALUE_MAX) {
            return Optional.empty();
        }
        List<Long> values = Arrays.stream(keys).sorted().distinct().boxed().toList();
        return values.size() > valuesMax ? Optional.empty() : Optional.of(values);
    }

    private static Optional<List<Object>> distinct(BuildColumn.Blocks blocks, int rows, int valuesMax) {
        if (rows > (long) valuesMax * ROWS_PER_VALUE_MAX) {
            return Optional.empty();
        }
        Set<Object> values = new HashSet<>();
        long bytes = 0;
        for (int row = 0; row < rows; row++) {
            Object value = readNativeValue(blocks.type(), blocks.chunk(row), blocks.position(row));
            if (values.add(value)) {
                bytes += value instanceof Slice slice ? slice.length() : 0;
                if (values.size() > valuesMax || bytes > BYTES_MAX) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(List.copyOf(values));
    }
}

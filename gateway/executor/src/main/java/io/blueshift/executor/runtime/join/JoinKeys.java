package io.blueshift.executor.runtime.join;

import io.trino.spi.type.CharType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.List;
import java.util.Optional;

/**
 * The keys of a join by their types. A row's key becomes one long: the key itself, if there is one column with longs; the
 * columns packed into one, if that has room for them; else a hash, and what has equal hashes is compared.
 */
public record JoinKeys(List<Type> types, List<KeyColumn> columns, Optional<List<LongKey>> longs) {
    /** Keys of a join: {@code =}, where NaN is equal to nothing. */
    public static JoinKeys equal(List<Type> types, TypeOperators operators) {
        return of(types, false, operators);
    }

    /** Keys of a set: a value is in it as often as it is not distinct from one of it, so NaN is NaN. */
    public static JoinKeys identical(List<Type> types, TypeOperators operators) {
        return of(types, true, operators);
    }

    private static JoinKeys of(List<Type> types, boolean identical, TypeOperators operators) {
        List<KeyColumn> columns = types.stream().map(type -> column(type, identical, operators)).toList();
        boolean allLongs = columns.stream().allMatch(LongKeyColumn.class::isInstance);
        return new JoinKeys(List.copyOf(types), columns, allLongs
                ? Optional.of(columns.stream().map(column -> ((LongKeyColumn) column).form()).toList())
                : Optional.empty());
    }

    private static KeyColumn column(Type type, boolean identical, TypeOperators operators) {
        Optional<LongKey> form = LongKey.of(type);
        if (form.isPresent()) {
            return new LongKeyColumn(form.get(), identical);
        }
        return switch (type) {
            case VarcharType _,CharType _,VarbinaryType _ -> new BytesKeyColumn();
            default -> AnyKeyColumn.of(type, identical, operators);
        };
    }

    public int size() {
        return types.size();
    }
}

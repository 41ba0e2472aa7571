package io.blueshift.executor.runtime.aggregate;

import io.trino.spi.type.CharType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.List;

/** Chooses the table for the types of the keys. Tables of the same types can be merged. */
public final class GroupTables {
    static final TypeOperators OPERATORS = new TypeOperators();

    private GroupTables() {}

    public static GroupTable create(List<Type> keys) {
        if (keys.isEmpty()) {
            return new NoKeys();
        }
        if (keys.size() == 1 && LongKeys.exist(keys.getFirst())) {
            return new LongKeyTable(keys.getFirst());
        }
        return new RecordTable(keys.stream().map(GroupTables::column).toArray(KeyColumn[]::new));
    }

    private static KeyColumn column(Type type) {
        if (LongKeys.exist(type)) {
            return new LongKeyColumn(type);
        }
        return switch (type) {
            case VarcharType _,CharType _,VarbinaryType _ -> new TextKeyColumn(type);
            default -> new AnyKeyColumn(type, OPERATORS);
        };
    }
}

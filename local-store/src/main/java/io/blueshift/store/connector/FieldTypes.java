package io.blueshift.store.connector;

import io.trino.spi.TrinoException;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import static io.trino.spi.StandardErrorCode.COLUMN_NOT_FOUND;

/**
 * Types with a part of them changed. A path leads to the part: names of fields, and {@code element}, {@code key} and
 * {@code value} where it goes into arrays and maps.
 */
final class FieldTypes {
    private final TypeOperators operators;

    FieldTypes(TypeOperators operators) {
        this.operators = operators;
    }

    Type change(Type type, List<String> path, UnaryOperator<Type> change) {
        if (path.isEmpty()) {
            return change.apply(type);
        }
        String step = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        return switch (type) {
            case ArrayType array when step.equals("element") -> new ArrayType(
                    change(array.getElementType(), rest, change));
            case MapType map when step.equals("key") -> new MapType(
                    change(map.getKeyType(), rest, change),
                    map.getValueType(),
                    operators);
            case MapType map when step.equals("value") -> new MapType(
                    map.getKeyType(),
                    change(map.getValueType(), rest, change),
                    operators);
            case RowType row -> {
                List<RowType.Field> fields = new ArrayList<>(row.getFields());
                int index = index(row, step);
                RowType.Field field = fields.get(index);
                fields.set(index, new RowType.Field(field.getName(), change(field.getType(), rest, change)));
                yield RowType.from(fields);
            }
            default -> throw new TrinoException(COLUMN_NOT_FOUND, "There is no '%s' in %s".formatted(step, type));
        };
    }

    /** The place of a field; the engine has made sure that there is only one, whatever the case of its name. */
    private static int index(RowType row, String name) {
        for (int i = 0; i < row.getFields().size(); i++) {
            if (isNamed(row.getFields().get(i), name)) {
                return i;
            }
        }
        throw new TrinoException(COLUMN_NOT_FOUND, "There is no field '%s' in %s".formatted(name, row));
    }

    static boolean hasField(RowType row, String name) {
        return row.getFields().stream().anyMatch(field -> isNamed(field, name));
    }

    private static boolean isNamed(RowType.Field field, String name) {
        return field.getName().map(name::equalsIgnoreCase).orElse(false);
    }

    static RowType withField(RowType row, RowType.Field added) {
        List<RowType.Field> fields = new ArrayList<>(row.getFields());
        fields.add(added);
        return RowType.from(fields);
    }

    static RowType withName(RowType row, String name, RowType.Field renamed) {
        List<RowType.Field> fields = new ArrayList<>(row.getFields());
        fields.set(index(row, name), renamed);
        return RowType.from(fields);
    }

    static Type typeOf(RowType row, String name) {
        return row.getFields().get(index(row, name)).getType();
    }

    /** Whether every field of a type is in another, wider one under the same name. */
    static boolean keepsNames(Type from, Type to) {
        return switch (from) {
            case ArrayType narrow when to instanceof ArrayType wide -> keepsNames(
                    narrow.getElementType(),
                    wide.getElementType());
            case MapType narrow when to instanceof MapType wide -> keepsNames(narrow.getKeyType(), wide.getKeyType())
                    && keepsNames(narrow.getValueType(), wide.getValueType());
            case RowType narrow when to instanceof RowType wide -> {
                for (int i = 0; i < narrow.getFields().size(); i++) {
                    RowType.Field before = narrow.getFields().get(i);
                    RowType.Field after = wide.getFields().get(i);
                    if (!before.getName().equals(after.getName()) || !keepsNames(before.getType(), after.getType())) {
                        yield false;
                    }
                }
                yield true;
            }
            default -> true;
        };
    }
}

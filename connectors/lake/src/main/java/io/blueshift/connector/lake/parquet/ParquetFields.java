package io.blueshift.connector.lake.parquet;

import com.google.common.collect.ImmutableList;
import io.trino.parquet.Field;
import io.trino.parquet.GroupField;
import io.trino.parquet.ParquetTypeUtils;
import io.trino.parquet.PrimitiveField;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import org.apache.parquet.io.ColumnIO;
import org.apache.parquet.io.GroupColumnIO;
import org.apache.parquet.io.PrimitiveColumnIO;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type.Repetition;

import java.util.List;
import java.util.Optional;

/**
 * Finds the columns of a table, and the parts of nested ones, in a file's schema: by field id where both sides have ids,
 * else by name. A part that the file does not have is an empty field, which reads as NULL.
 */
final class ParquetFields {
    private ParquetFields() {}

    /** The file's top-level column for a table's column. Trino's footer reader has made all names lower case. */
    static Optional<org.apache.parquet.schema.Type> find(GroupType schema, ParquetColumn column) {
        if (column.fieldId().isPresent() && schema.getFields().stream().anyMatch(type -> type.getId() != null)) {
            return schema.getFields().stream()
                    .filter(type -> type.getId() != null && type.getId().intValue() == column.fieldId().getAsInt())
                    .findFirst();
        }
        List<org.apache.parquet.schema.Type> named = schema.getFields().stream()
                .filter(type -> type.getName().equalsIgnoreCase(column.name())).toList();
        if (named.size() > 1) {
            throw mismatch(
                    "It has %s columns called %s that differ in case only".formatted(named.size(), column.name()));
        }
        return named.stream().findFirst();
    }

    /** The reader's field for a column that the file has; empty if the file has none of a row's parts. */
    static Optional<Field> field(ParquetColumn column, Type type, ColumnIO found) {
        return switch (type) {
            case RowType row -> row(column, row, group(column.name(), type, found));
            case MapType map -> map(column, map, group(column.name(), type, found));
            case ArrayType array -> array(column, array, found);
            default -> primitive(column.name(), type, found);
        };
    }

    private static Optional<Field> row(ParquetColumn column, RowType type, GroupColumnIO group) {
        ImmutableList.Builder<Optional<Field>> fields = ImmutableList.builder();
        boolean any = false;
        for (int i = 0; i < type.getFields().size(); i++) {
            RowType.Field part = type.getFields().get(i);
            ParquetColumn child = column.children().isEmpty()
                    ? ParquetColumn.named(part.getName().orElse("field" + i), part.getType())
                    : column.children().get(i);
            Optional<Field> field = find(group.getType().asGroupType(), child)
                    .flatMap(found -> field(child, part.getType(), group.getChild(found.getName())));
            any |= field.isPresent();
            fields.add(field);
        }
        return any ? Optional.of(groupField(type, group, fields.build())) : Optional.empty();
    }

    private static Optional<Field> map(ParquetColumn column, MapType type, GroupColumnIO group) {
        GroupColumnIO entries = ParquetTypeUtils.getMapKeyValueColumn(group);
        if (entries.getChildrenCount() != 2) {
            throw mismatch("Column %s is no map: %s".formatted(column.name(), group.getType()));
        }
        Optional<Field> key = field(child(column, 0, "key", type.getKeyType()), type.getKeyType(), entries.getChild(0));
        Optional<Field> value = field(
                child(column, 1, "value", type.getValueType()),
                type.getValueType(),
                entries.getChild(1));
        return Optional.of(groupField(type, group, ImmutableList.of(key, value)));
    }

    private static Optional<Field> array(ParquetColumn column, ArrayType type, ColumnIO found) {
        if (found instanceof PrimitiveColumnIO repeated) {
            return Optional.of(bareArray(column, type, repeated));
        }
        GroupColumnIO group = group(column.name(), type, found);
        if (group.getChildrenCount() != 1) {
            throw mismatch("Column %s is no list: %s".formatted(column.name(), group.getType()));
        }
        ParquetColumn element = child(column, 0, "element", type.getElementType());
        Optional<Field> field = field(
                element,
                type.getElementType(),
                ParquetTypeUtils.getArrayElementColumn(group.getChild(0)));
        return Optional.of(groupField(type, group, ImmutableList.of(field)));
    }

    /** The oldest form of a list: a repeated column without a group around it, its levels one too deep for a list. */
    private static Field bareArray(ParquetColumn column, ArrayType type, PrimitiveColumnIO found) {
        if (found.getType().getRepetition() != Repetition.REPEATED || found.getRepetitionLevel() == 0) {
            throw mismatch("Column %s is no list: %s".formatted(column.name(), found.getType()));
        }
        Field element = new PrimitiveField(type.getElementType(), true, found.getColumnDescriptor(), found.getId());
        return new GroupField(
                type,
                found.getRepetitionLevel() - 1,
                found.getDefinitionLevel() - 1,
                true,
                ImmutableList.of(Optional.of(element)));
    }

    private static Optional<Field> primitive(String name, Type type, ColumnIO found) {
        if (!(found instanceof PrimitiveColumnIO primitive)) {
            throw mismatch("Column %s is no %s but nested: %s".formatted(name, type.getDisplayName(), found.getType()));
        }
        boolean required = primitive.getType().getRepetition() != Repetition.OPTIONAL;
        return Optional.of(new PrimitiveField(type, required, primitive.getColumnDescriptor(), primitive.getId()));
    }

    private static GroupField groupField(Type type, GroupColumnIO group, List<Optional<Field>> children) {
        boolean required = group.getType().getRepetition() != Repetition.OPTIONAL;
        return new GroupField(type, group.getRepetitionLevel(), group.getDefinitionLevel(), required, children);
    }

    private static GroupColumnIO group(String name, Type type, ColumnIO found) {
        if (found instanceof GroupColumnIO group) {
            return group;
        }
        throw mismatch("Column %s is no %s: %s".formatted(name, type.getDisplayName(), found.getType()));
    }

    private static ParquetColumn child(ParquetColumn column, int index, String name, Type type) {
        return column.children().isEmpty() ? ParquetColumn.named(name, type) : column.children().get(index);
    }

    private static TrinoException mismatch(String message) {
        return new TrinoException(StandardErrorCode.NOT_SUPPORTED, message);
    }
}

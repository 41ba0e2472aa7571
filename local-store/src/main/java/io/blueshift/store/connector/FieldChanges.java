package io.blueshift.store.connector;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.widening.Widening;
import io.trino.spi.TrinoException;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import static io.trino.spi.StandardErrorCode.COLUMN_ALREADY_EXISTS;
import static io.trino.spi.StandardErrorCode.COLUMN_NOT_FOUND;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;

/** ALTER TABLE about fields of a ROW. Segments stay as they are: a field is known by its place, and new ones come last. */
final class FieldChanges {
    private final TableChanges tables;
    private final FieldTypes types;

    FieldChanges(TableChanges tables, TypeOperators operators) {
        this.tables = tables;
        this.types = new FieldTypes(operators);
    }

    /** @param parentPath the column, and where in its type the field comes */
    void add(LocalTableHandle table, List<String> parentPath, String name, Type type, boolean ignoreExisting) {
        change(table, parentPath, within(parentPath, parent -> {
            if (FieldTypes.hasField((RowType) parent, name)) {
                if (ignoreExisting) {
                    return parent;
                }
                throw new TrinoException(COLUMN_ALREADY_EXISTS, "Field '%s' already exists".formatted(name));
            }
            return FieldTypes.withField((RowType) parent, new RowType.Field(Optional.of(name), type));
        }));
    }

    void rename(LocalTableHandle table, List<String> path, String target) {
        List<String> parentPath = path.subList(0, path.size() - 1);
        change(table, path, within(parentPath, parent -> {
            RowType row = (RowType) parent;
            Type type = FieldTypes.typeOf(row, path.getLast());
            return FieldTypes.withName(row, path.getLast(), new RowType.Field(Optional.of(target), type));
        }));
    }

    void setType(LocalTableHandle table, List<String> path, Type type) {
        change(table, path, within(path, before -> {
            if (Widening.between(before, type).isEmpty() || !FieldTypes.keepsNames(before, type)) {
                throw new TrinoException(
                        NOT_SUPPORTED,
                        "Field '%s' cannot become %s: values of its type %s might change".formatted(
                                String.join(".", path),
                                type.getDisplayName(),
                                before.getDisplayName()));
            }
            return type;
        }));
    }

    private UnaryOperator<Type> within(List<String> path, UnaryOperator<Type> change) {
        return type -> types.change(type, path.subList(1, path.size()), change);
    }

    private void change(LocalTableHandle table, List<String> path, UnaryOperator<Type> change) {
        tables.change(table, version -> {
            ColumnDefinition column = column(version, path.getFirst());
            Type changed = change.apply(column.type());
            NewTables.requireStorable(column.name(), changed);
            return version.widenColumn(column.id(), changed);
        });
    }

    private static ColumnDefinition column(TableVersion version, String name) {
        return version.columns().stream().filter(column -> column.name().equals(name)).findFirst()
                .orElseThrow(
                        () -> new TrinoException(COLUMN_NOT_FOUND, "Column '%s' does not exist".formatted(name)));
    }
}

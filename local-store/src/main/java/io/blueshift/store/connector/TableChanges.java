package io.blueshift.store.connector;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.ColumnEncodings;
import io.blueshift.store.catalog.Literal;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.widening.Widening;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnNotFoundException;
import io.trino.spi.connector.ColumnPosition;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.TableNotFoundException;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import static io.trino.spi.StandardErrorCode.COLUMN_ALREADY_EXISTS;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;

/** DROP, TRUNCATE, RENAME, COMMENT and ALTER TABLE: changes of a table that write no rows. The statement itself goes on
 * seeing the version it started with. */
final class TableChanges {
    private final LocalStore store;

    TableChanges(LocalStore store) {
        this.store = store;
    }

    /** Commits a change of whatever version is current by then. */
    void change(ConnectorTableHandle table, UnaryOperator<TableVersion> change) {
        MaterializedViews.requireWritable((LocalTableHandle) table);
        store.table(((LocalTableHandle) table).tableId()).commit(change);
    }

    void changeColumn(ConnectorTableHandle table, ColumnHandle column, UnaryOperator<ColumnDefinition> change) {
        LocalColumnHandle wanted = (LocalColumnHandle) column;
        change(table, version -> {
            requireColumn((LocalTableHandle) table, version, wanted);
            ColumnDefinition changed = change.apply(version.column(wanted.id()).orElseThrow());
            if (!changed.name().equals(wanted.name())) {
                requireNameFree(version, changed.name());
            }
            return version.changeColumn(wanted.id(), _ -> changed);
        });
    }

    /** Only to types that hold every value: segments stay as they are. */
    void setColumnType(LocalTableHandle table, LocalColumnHandle column, Type type) {
        NewTables.requireStorable(column.name(), type);
        change(table, version -> {
            requireColumn(table, version, column);
            Type before = version.column(column.id()).orElseThrow().type();
            if (Widening.between(before, type).isEmpty() || !FieldTypes.keepsNames(before, type)) {
                throw new TrinoException(
                        NOT_SUPPORTED,
                        ("Column '%s' cannot become %s: values of its type %s might change. "
                                + "Add a column, UPDATE it with a CAST and drop this one")
                                .formatted(column.name(), type.getDisplayName(), before.getDisplayName()));
            }
            return version.widenColumn(column.id(), type);
        });
    }

    void drop(LocalTableHandle table) {
        MaterializedViews.requireWritable(table);
        store.changeNames(names -> {
            if (names.table(table.name()).filter(table.tableId()::equals).isEmpty()) {
                throw new TableNotFoundException(table.name());
            }
            return names.removeTable(table.name());
        });
    }

    void rename(LocalTableHandle table, SchemaTableName newName) {
        MaterializedViews.requireWritable(table);
        store.changeNames(names -> {
            if (names.table(table.name()).filter(table.tableId()::equals).isEmpty()) {
                throw new TrinoException(TABLE_NOT_FOUND, "Table '%s' was dropped or renamed".formatted(table.name()));
            }
            return names.renameTable(table.name(), newName);
        });
    }

    void addColumn(LocalTableHandle table, ColumnMetadata column, ColumnPosition position) {
        NewTables.requireStorable(column.getName(), column.getType());
        change(table, version -> {
            requireNameFree(version, column.getName());
            ColumnDefinition added = NewTables.definition(version.nextColumnId(), column)
                    .withInitialValue(initialValue(table, version, column));
            Map<String, String> properties = ColumnEncodings.set(
                    version.properties(),
                    version.nextColumnId(),
                    ColumnProperties.encoding(column));
            return version.addColumn(index(table, version.columns(), position), added, properties);
        });
    }

    /** What the rows that are there get: the default value, as after an UPDATE. */
    private static Optional<String> initialValue(LocalTableHandle table, TableVersion version, ColumnMetadata column) {
        Optional<String> initial = column.getDefaultValue().filter(literal -> !Literal.isNull(literal));
        if (version.segments().isEmpty()) {
            return Optional.empty();
        }
        if (initial.isEmpty() && !column.isNullable()) {
            throw new TrinoException(
                    NOT_SUPPORTED,
                    "Unable to add NOT NULL column '%s' for non-empty table: %s"
                            .formatted(column.getName(), table.name()));
        }
        if (initial.isPresent() && Literal.parse(initial.get(), column.getType()).isEmpty()) {
            throw new TrinoException(
                    NOT_SUPPORTED,
                    ("Column '%s' cannot be added to a table with rows: its default %s is no literal of a type "
                            + "that they could be given. Add it without a default, UPDATE, then SET DEFAULT")
                            .formatted(column.getName(), initial.get()));
        }
        return initial;
    }

    private static int index(LocalTableHandle table, List<ColumnDefinition> columns, ColumnPosition position) {
        return switch (position) {
            case ColumnPosition.First _ -> 0;
            case ColumnPosition.Last _ -> columns.size();
            case ColumnPosition.After after -> {
                for (int i = 0; i < columns.size(); i++) {
                    if (columns.get(i).name().equals(after.columnName())) {
                        yield i + 1;
                    }
                }
                throw new ColumnNotFoundException(table.name(), after.columnName());
            }
        };
    }

    void dropColumn(ConnectorTableHandle table, LocalColumnHandle column) {
        change(table, version -> {
            requireColumn((LocalTableHandle) table, version, column);
            if (version.columns().size() == 1) {
                throw new TrinoException(NOT_SUPPORTED, "The only column of a table cannot be dropped");
            }
            if (version.sortKey().contains(column.id())) {
                throw new TrinoException(
                        NOT_SUPPORTED,
                        "Column '%s' is part of the sort key; change sort_key first".formatted(column.name()));
            }
            return version
                    .withColumns(version.columns().stream().filter(known -> known.id() != column.id()).toList());
        });
    }

    private static void requireColumn(LocalTableHandle table, TableVersion version, LocalColumnHandle column) {
        if (version.column(column.id()).isEmpty()) {
            throw new ColumnNotFoundException(table.name(), column.name());
        }
    }

    private static void requireNameFree(TableVersion version, String name) {
        if (version.columns().stream().anyMatch(known -> known.name().equals(name))) {
            throw new TrinoException(COLUMN_ALREADY_EXISTS, "Column '%s' already exists".formatted(name));
        }
    }
}

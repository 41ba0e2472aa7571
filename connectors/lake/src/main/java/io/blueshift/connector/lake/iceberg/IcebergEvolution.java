package io.blueshift.connector.lake.iceberg;

import io.blueshift.connector.lake.iceberg.catalog.IcebergCatalog;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnPosition;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.Type;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import static java.util.Objects.requireNonNull;

/** ALTER TABLE on columns. Files stay as they are: columns are found in them by id. */
public final class IcebergEvolution {
    /** The library's way to say that a dot in a column's name is just a dot. */
    private static final String TOP_LEVEL = null;

    private final IcebergCatalog catalog;
    private final IcebergTables tables;

    public IcebergEvolution(IcebergCatalog catalog, IcebergTables tables) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.tables = requireNonNull(tables, "tables is null");
    }

    public void addColumn(SchemaTableName name, ColumnMetadata column, ColumnPosition position) {
        if (!column.isNullable()) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "This connector does not support adding not null columns");
        }
        update(name, "add column " + column.getName(), (update, schema) -> {
            AtomicInteger ids = new AtomicInteger(schema.highestFieldId());
            update.addColumn(TOP_LEVEL, column.getName(),
                    IcebergTypes.toIceberg(column.getType(), ids::incrementAndGet),
                    column.getComment().orElse(null));
            switch (position) {
                case ColumnPosition.First _ -> update.moveFirst(column.getName());
                case ColumnPosition.After after -> update.moveAfter(column.getName(),
                        schema.caseInsensitiveFindField(after.columnName()).name());
                case ColumnPosition.Last _ -> {
                    // Where it is put anyway
                }
            }
        });
    }

    public void renameColumn(SchemaTableName name, LakeColumnHandle column, String newName) {
        update(name, "rename column " + column.name(),
                (update, schema) -> update.renameColumn(original(schema, column), newName));
    }

    public void dropColumn(SchemaTableName name, LakeColumnHandle column) {
        Table table = tables.table(name);
        boolean partitioned = table.spec().fields().stream()
                .anyMatch(field -> field.sourceId() == IcebergColumns.id(column));
        if (partitioned) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "Cannot drop column %s: the table is partitioned by it".formatted(column.name()));
        }
        update(name, "drop column " + column.name(), (update, schema) -> update.deleteColumn(original(schema, column)));
    }

    public void setColumnType(SchemaTableName name, LakeColumnHandle column, Type type) {
        update(name, "change the type of column " + column.name(), (update, schema) -> {
            org.apache.iceberg.types.Type wanted = IcebergTypes.toIceberg(type, () -> 0);
            org.apache.iceberg.types.Type current = schema.findType(IcebergColumns.id(column));
            if (!wanted.isPrimitiveType() || !current.isPrimitiveType()
                    || !org.apache.iceberg.types.TypeUtil.isPromotionAllowed(current, wanted.asPrimitiveType())) {
                throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                        "Cannot change column type: %s to %s".formatted(current, wanted));
            }
            update.updateColumn(original(schema, column), wanted.asPrimitiveType());
        });
    }

    public void setColumnComment(SchemaTableName name, LakeColumnHandle column, Optional<String> comment) {
        update(name, "comment on column " + column.name(),
                (update, schema) -> update.updateColumnDoc(original(schema, column), comment.orElse(null)));
    }

    public void dropNotNull(SchemaTableName name, LakeColumnHandle column) {
        update(name, "drop not null of column " + column.name(),
                (update, schema) -> update.makeColumnOptional(original(schema, column)));
    }

    private void update(SchemaTableName name, String action, BiConsumer<UpdateSchema, Schema> change) {
        try {
            catalog.guard(action + " of table " + name, () -> {
                // Another object than the transaction's: that one goes on showing the table as the statement found it
                Table table = tables.reload(name);
                UpdateSchema update = table.updateSchema();
                change.accept(update, table.schema());
                update.commit();
                return name;
            });
        } catch (CommitFailedException e) {
            throw new TrinoException(LakeErrorCode.LAKE_COMMIT_ERROR,
                    "Cannot %s of table %s, other writers were faster each time: %s".formatted(action, name,
                            e.getMessage()),
                    e);
        }
    }

    private static String original(Schema schema, LakeColumnHandle column) {
        return schema.findColumnName(IcebergColumns.id(column));
    }
}

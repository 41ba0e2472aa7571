package io.blueshift.connector.lake;

import io.airlift.slice.Slice;
import io.blueshift.connector.lake.external.ExternalTableProperties;
import io.blueshift.connector.lake.iceberg.IcebergTableProperties;
import io.blueshift.connector.lake.iceberg.IcebergTransaction;
import io.blueshift.connector.lake.iceberg.IcebergTypes;
import io.blueshift.connector.lake.iceberg.IcebergWriteHandle;
import io.blueshift.connector.lake.iceberg.IcebergWriteLayout;
import io.blueshift.connector.lake.table.ExternalTableHandle;
import io.blueshift.connector.lake.table.IcebergTableHandle;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeSchemas;
import io.blueshift.connector.lake.table.LakeTableHandle;
import io.blueshift.connector.lake.table.LakeTables;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnPosition;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorOutputMetadata;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableLayout;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.RetryMode;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaNotFoundException;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.security.TrinoPrincipal;
import io.trino.spi.statistics.ComputedStatistics;
import io.trino.spi.type.Type;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What changes a lake. Iceberg tables can be created, written and altered; external ones are defined, described and forgotten. */
final class LakeWritingMetadata extends LakeMetadata {
    LakeWritingMetadata(LakeSchemas schemas, LakeTables external, Optional<IcebergTransaction> iceberg) {
        super(schemas, external, iceberg);
    }

    @Override
    public void createSchema(ConnectorSession session, String schemaName, Map<String, Object> properties,
            TrinoPrincipal owner) {
        schemas().create(schemaName, properties);
    }

    @Override
    public void dropSchema(ConnectorSession session, String schemaName, boolean cascade) {
        List<SchemaTableName> tables = listTables(session, Optional.of(schemaName));
        if (!cascade && !tables.isEmpty()) {
            throw new TrinoException(StandardErrorCode.SCHEMA_NOT_EMPTY, "Schema not empty: " + schemaName);
        }
        for (SchemaTableName table : tables) {
            find(session, table).ifPresent(handle -> tablesOf(handle).drop(session, handle));
        }
        schemas().drop(schemaName);
    }

    @Override
    public void createTable(ConnectorSession session, ConnectorTableMetadata table, SaveMode mode) {
        SchemaTableName name = table.getTable();
        LakeTables family = family(table);
        boolean takenByOther = (family == external()
                ? iceberg().flatMap(transaction -> transaction.tables().find(session, name))
                : external().find(session, name)).isPresent();
        if (takenByOther && mode != SaveMode.IGNORE) {
            throw new TrinoException(StandardErrorCode.TABLE_ALREADY_EXISTS,
                    "Table '%s' already exists".formatted(name));
        }
        if (!takenByOther) {
            family.create(session, table, mode);
        }
    }

    private LakeTables family(ConnectorTableMetadata table) {
        Map<String, Object> properties = table.getProperties();
        if (!schemas().exists(table.getTable().getSchemaName())) {
            throw new SchemaNotFoundException(table.getTable().getSchemaName());
        }
        if (ExternalTableProperties.isExternal(properties)) {
            IcebergTableProperties.refuse(properties, "not for tables with external_location");
            return external();
        }
        ExternalTableProperties.all().stream().map(property -> property.getName())
                .filter(name -> !name.equals(ExternalTableProperties.FORMAT) && properties.get(name) != null)
                .findFirst()
                .ifPresent(name -> {
                    throw new TrinoException(StandardErrorCode.INVALID_TABLE_PROPERTY,
                            "%s is for tables with external_location".formatted(name));
                });
        return requireIceberg().tables();
    }

    @Override
    public Optional<Type> getSupportedType(ConnectorSession session, Map<String, Object> tableProperties, Type type) {
        return ExternalTableProperties.isExternal(tableProperties) ? Optional.empty() : IcebergTypes.storable(type);
    }

    @Override
    public Optional<ConnectorTableLayout> getNewTableLayout(ConnectorSession session, ConnectorTableMetadata table) {
        return family(table) == external() ? Optional.empty() : IcebergWriteLayout.of(table);
    }

    @Override
    public Optional<ConnectorTableLayout> getInsertLayout(ConnectorSession session, ConnectorTableHandle table) {
        return requireIceberg().writes().layout(owned(table, "inserts").name());
    }

    @Override
    public ConnectorOutputTableHandle beginCreateTable(ConnectorSession session, ConnectorTableMetadata table,
            Optional<ConnectorTableLayout> layout, RetryMode retryMode, boolean replace) {
        refuseRetries(retryMode);
        if (replace) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "This connector does not support replacing tables");
        }
        if (family(table) == external()) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "External tables are over files that exist already:"
                            + " define one by CREATE TABLE, or leave out external_location to write a table");
        }
        if (external().find(session, table.getTable()).isPresent()) {
            throw new TrinoException(StandardErrorCode.TABLE_ALREADY_EXISTS,
                    "Table '%s' already exists".formatted(table.getTable()));
        }
        return requireIceberg().writes().beginCreate(session, table);
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishCreateTable(ConnectorSession session,
            ConnectorOutputTableHandle table,
            Collection<Slice> fragments, Collection<ComputedStatistics> statistics) {
        requireIceberg().writes().finishCreate(session, (IcebergWriteHandle) table, fragments);
        return Optional.empty();
    }

    @Override
    public ConnectorInsertTableHandle beginInsert(ConnectorSession session, ConnectorTableHandle table,
            List<ColumnHandle> columns, RetryMode retryMode) {
        refuseRetries(retryMode);
        return requireIceberg().writes().beginInsert(session, owned(table, "inserts").name());
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishInsert(ConnectorSession session, ConnectorInsertTableHandle table,
            List<ConnectorTableHandle> sources, Collection<Slice> fragments,
            Collection<ComputedStatistics> statistics) {
        requireIceberg().writes().finishInsert(session, (IcebergWriteHandle) table, fragments);
        return Optional.empty();
    }

    private static void refuseRetries(RetryMode mode) {
        if (mode != RetryMode.NO_RETRIES) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support query retries");
        }
    }

    @Override
    public void dropTable(ConnectorSession session, ConnectorTableHandle table) {
        LakeTableHandle handle = (LakeTableHandle) table;
        tablesOf(handle).drop(session, handle);
    }

    @Override
    public void renameTable(ConnectorSession session, ConnectorTableHandle table, SchemaTableName newName) {
        LakeTableHandle handle = (LakeTableHandle) table;
        if (!schemas().exists(newName.getSchemaName())) {
            throw new SchemaNotFoundException(newName.getSchemaName());
        }
        if (find(session, newName).isPresent()) {
            throw new TrinoException(StandardErrorCode.TABLE_ALREADY_EXISTS,
                    "Table '%s' already exists".formatted(newName));
        }
        tablesOf(handle).rename(session, handle, newName);
    }

    @Override
    public void setTableComment(ConnectorSession session, ConnectorTableHandle table, Optional<String> comment) {
        LakeTableHandle handle = (LakeTableHandle) table;
        tablesOf(handle).setComment(session, handle, comment);
    }

    @Override
    public void setColumnComment(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column,
            Optional<String> comment) {
        SchemaTableName name = owned(table, "comments on columns").name();
        requireIceberg().evolution().setColumnComment(name, (LakeColumnHandle) column, comment);
    }

    @Override
    public void addColumn(ConnectorSession session, ConnectorTableHandle table, ColumnMetadata column,
            ColumnPosition position) {
        requireIceberg().evolution().addColumn(owned(table, "adding columns").name(), column, position);
    }

    @Override
    public void renameColumn(ConnectorSession session, ConnectorTableHandle table, ColumnHandle source, String target) {
        SchemaTableName name = owned(table, "renaming columns").name();
        requireIceberg().evolution().renameColumn(name, (LakeColumnHandle) source, target);
    }

    @Override
    public void dropColumn(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
        SchemaTableName name = owned(table, "dropping columns").name();
        requireIceberg().evolution().dropColumn(name, (LakeColumnHandle) column);
    }

    @Override
    public void setColumnType(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column, Type type) {
        SchemaTableName name = owned(table, "changing column types").name();
        requireIceberg().evolution().setColumnType(name, (LakeColumnHandle) column, type);
    }

    @Override
    public void dropNotNullConstraint(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
        SchemaTableName name = owned(table, "dropping a not null constraint").name();
        requireIceberg().evolution().dropNotNull(name, (LakeColumnHandle) column);
    }

    private static IcebergTableHandle owned(ConnectorTableHandle table, String what) {
        return switch ((LakeTableHandle) table) {
            case IcebergTableHandle iceberg -> iceberg;
            case ExternalTableHandle external -> throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "%s is an external table, which does not support %s".formatted(external.name(), what));
        };
    }

    /** Undoes what an unfinished statement left behind. */
    void rollback() {
        iceberg().ifPresent(transaction -> transaction.writes().rollback());
    }
}

package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnPosition;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableExecuteHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.RetryMode;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.security.TrinoPrincipal;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements that change schemas and tables and write no rows. */
interface TableMetadata extends GuardedMetadata {
    LocalStore store();

    RowWrites writes();

    TableChanges changes();

    FieldChanges fieldChanges();

    TableProcedures procedures();

    @Override
    default List<String> listSchemaNames(ConnectorSession session) {
        return List.copyOf(store().names().schemas());
    }

    @Override
    default void createSchema(ConnectorSession session, String schema, Map<String, Object> properties,
            TrinoPrincipal owner) {
        guarded(() -> store().changeNames(names -> names.addSchema(schema)));
    }

    @Override
    default void dropSchema(ConnectorSession session, String schema, boolean cascade) {
        guarded(() -> store()
                .changeNames(names -> cascade ? names.removeSchemaAndContent(schema) : names.removeSchema(schema)));
    }

    @Override
    default void renameSchema(ConnectorSession session, String source, String target) {
        guarded(() -> store().changeNames(names -> names.renameSchema(source, target)));
    }

    @Override
    default void createTable(ConnectorSession session, ConnectorTableMetadata table, SaveMode saveMode) {
        guarded(() -> writes().createTable(table, saveMode));
    }

    @Override
    default void dropTable(ConnectorSession session, ConnectorTableHandle table) {
        guarded(() -> changes().drop((LocalTableHandle) table));
    }

    @Override
    default void truncateTable(ConnectorSession session, ConnectorTableHandle table) {
        guarded(() -> changes().change(table, version -> version.withSegments("truncate", List.of())));
    }

    @Override
    default void renameTable(ConnectorSession session, ConnectorTableHandle table, SchemaTableName newName) {
        guarded(() -> changes().rename((LocalTableHandle) table, newName));
    }

    @Override
    default void setTableProperties(ConnectorSession session, ConnectorTableHandle table,
            Map<String, Optional<Object>> properties) {
        guarded(() -> changes().change(table, version -> TableProperties.change(version, properties)));
    }

    @Override
    default void setTableComment(ConnectorSession session, ConnectorTableHandle table, Optional<String> comment) {
        guarded(() -> changes().change(table, version -> version.withComment(comment)));
    }

    @Override
    default void setColumnComment(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column,
            Optional<String> comment) {
        guarded(() -> changes().changeColumn(table, column, definition -> definition.withComment(comment)));
    }

    @Override
    default void addColumn(ConnectorSession session, ConnectorTableHandle table, ColumnMetadata column,
            ColumnPosition position) {
        guarded(() -> changes().addColumn((LocalTableHandle) table, column, position));
    }

    @Override
    default void renameColumn(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column,
            String newName) {
        guarded(() -> changes().changeColumn(table, column, definition -> definition.withName(newName)));
    }

    @Override
    default void dropColumn(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
        guarded(() -> changes().dropColumn(table, (LocalColumnHandle) column));
    }

    @Override
    default void setColumnType(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column, Type type) {
        guarded(() -> changes().setColumnType((LocalTableHandle) table, (LocalColumnHandle) column, type));
    }

    @Override
    default void addField(ConnectorSession session, ConnectorTableHandle table, List<String> parentPath,
            String fieldName, Type type, boolean ignoreExisting) {
        guarded(() -> fieldChanges().add((LocalTableHandle) table, parentPath, fieldName, type, ignoreExisting));
    }

    @Override
    default void renameField(ConnectorSession session, ConnectorTableHandle table, List<String> fieldPath,
            String target) {
        guarded(() -> fieldChanges().rename((LocalTableHandle) table, fieldPath, target));
    }

    @Override
    default void setFieldType(ConnectorSession session, ConnectorTableHandle table, List<String> fieldPath,
            Type type) {
        guarded(() -> fieldChanges().setType((LocalTableHandle) table, fieldPath, type));
    }

    @Override
    default void setDefaultValue(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column,
            String defaultValue) {
        guarded(
                () -> changes().changeColumn(
                        table,
                        column,
                        definition -> definition.withDefaultValue(Optional.of(defaultValue))));
    }

    @Override
    default void dropDefaultValue(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
        guarded(
                () -> changes().changeColumn(
                        table,
                        column,
                        definition -> definition.withDefaultValue(Optional.empty())));
    }

    @Override
    default void dropNotNullConstraint(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
        guarded(() -> changes().changeColumn(table, column, definition -> definition.withNulls()));
    }

    @Override
    default Optional<ConnectorTableExecuteHandle> getTableHandleForExecute(ConnectorSession session,
            ConnectorAccessControl accessControl, ConnectorTableHandle table, String procedure,
            Map<String, Object> arguments, RetryMode retryMode) {
        return Optional.of(TableProcedures.prepare((LocalTableHandle) table, procedure, arguments));
    }

    @Override
    default Map<String, Long> executeTableExecute(ConnectorSession session, ConnectorTableExecuteHandle execute) {
        return guarded(() -> procedures().execute((LocalExecuteHandle) execute));
    }
}

package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.RelationCommentMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.statistics.TableStatistics;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;

/** What the engine asks of tables before it reads them. */
interface ReadingMetadata extends GuardedMetadata {
    LocalStore store();

    LocalTransaction transaction();

    TableReading reading();

    Views views();

    MaterializedViews materializedViews();

    @Override
    default ConnectorTableHandle getTableHandle(ConnectorSession session, SchemaTableName name,
            Optional<ConnectorTableVersion> startVersion, Optional<ConnectorTableVersion> endVersion) {
        if (startVersion.isPresent()) {
            throw new TrinoException(NOT_SUPPORTED, "This connector does not read the changes between versions");
        }
        // Null is the interface's word for a table that does not exist
        return guarded(() -> tableHandle(session, name, endVersion).orElse(null));
    }

    private Optional<LocalTableHandle> tableHandle(ConnectorSession session, SchemaTableName name,
            Optional<ConnectorTableVersion> version) {
        if (version.isEmpty()) {
            return reading().tableHandle(name);
        }
        return switch (version.get().getPointerType()) {
            case TARGET_ID -> reading()
                    .tableHandle(name, table -> table.pin(VersionPointers.number(version.get())));
            case TEMPORAL -> reading()
                    .tableHandle(name, table -> table.pinAsOf(VersionPointers.time(version.get(), session)));
        };
    }

    @Override
    default Optional<SystemTable> getSystemTable(ConnectorSession session, SchemaTableName name) {
        return MetadataTableNames.find(store(), transaction(), errors(), name);
    }

    @Override
    default ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table) {
        return guarded(() -> reading().metadata((LocalTableHandle) table));
    }

    @Override
    default Optional<Object> getInfo(ConnectorSession session, ConnectorTableHandle table) {
        return guarded(() -> reading().info((LocalTableHandle) table));
    }

    @Override
    default Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle table) {
        return guarded(() -> reading().columns((LocalTableHandle) table));
    }

    @Override
    default ColumnMetadata getColumnMetadata(ConnectorSession session, ConnectorTableHandle table,
            ColumnHandle column) {
        return guarded(() -> reading().columnMetadata((LocalTableHandle) table, (LocalColumnHandle) column));
    }

    @Override
    default List<SchemaTableName> listTables(ConnectorSession session, Optional<String> schema) {
        return reading().relations(schema);
    }

    @Override
    default Iterator<RelationColumnsMetadata> streamRelationColumns(ConnectorSession session, Optional<String> schema,
            UnaryOperator<Set<SchemaTableName>> filter) {
        return guarded(() -> reading().relationColumns(schema, filter, views(), materializedViews()).iterator());
    }

    @Override
    default Iterator<RelationCommentMetadata> streamRelationComments(ConnectorSession session, Optional<String> schema,
            UnaryOperator<Set<SchemaTableName>> filter) {
        return guarded(() -> reading().relationComments(schema, filter, views(), materializedViews()).iterator());
    }

    @Override
    default TableStatistics getTableStatistics(ConnectorSession session, ConnectorTableHandle table) {
        return guarded(() -> reading().statistics((LocalTableHandle) table));
    }

    @Override
    default Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(ConnectorSession session,
            ConnectorTableHandle table, Constraint constraint) {
        return TableReading.applyFilter((LocalTableHandle) table, constraint);
    }

    @Override
    default Optional<ProjectionApplicationResult<ConnectorTableHandle>> applyProjection(ConnectorSession session,
            ConnectorTableHandle table, List<ConnectorExpression> projections, Map<String, ColumnHandle> assignments) {
        return TableReading.applyProjection((LocalTableHandle) table, projections, assignments);
    }
}

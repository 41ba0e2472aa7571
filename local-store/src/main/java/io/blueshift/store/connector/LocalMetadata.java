package io.blueshift.store.connector;

import io.airlift.slice.Slice;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.Names;
import io.blueshift.store.error.StoreErrors;
import io.trino.spi.RefreshType;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnPosition;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorMaterializedViewDefinition;
import io.trino.spi.connector.ConnectorMergeTableHandle;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorOutputMetadata;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableExecuteHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableLayout;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.ConnectorViewDefinition;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.MaterializedViewFreshness;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.RelationCommentMetadata;
import io.trino.spi.connector.RetryMode;
import io.trino.spi.connector.RowChangeParadigm;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.security.TrinoPrincipal;
import io.trino.spi.statistics.ComputedStatistics;
import io.trino.spi.statistics.TableStatistics;
import io.trino.spi.type.Type;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.connector.RowChangeParadigm.DELETE_ROW_AND_INSERT_ROW;

/**
 * One query's view of the store. The work is done by the classes of the statements ({@link TableReading},
 * {@link TableChanges}, {@link RowWrites}, {@link RowChanges}, {@link Views}, {@link MaterializedViews}); here their
 * failures become errors that name the catalog.
 */
final class LocalMetadata implements ConnectorMetadata {
    private final LocalStore store;
    private final LocalTransaction transaction;
    private final StoreErrors errors;
    private final TableReading reading;
    private final TableChanges changes;
    private final RowWrites writes;
    private final RowChanges rowChanges;
    private final Views views;
    private final TableProcedures procedures;
    private final MaterializedViews materializedViews;
    private final Refreshes refreshes;
    private final Freshness freshness;

    LocalMetadata(LocalStore store, LocalTransaction transaction, TableStatistician statistician,
            MaterializedViews materializedViews, StoreErrors errors) {
        this.store = store;
        this.transaction = transaction;
        this.errors = errors;
        this.reading = new TableReading(store, transaction, statistician);
        this.changes = new TableChanges(store);
        this.writes = new RowWrites(store, transaction);
        this.rowChanges = new RowChanges(store, transaction, writes);
        this.views = new Views(store);
        this.procedures = new TableProcedures(store, errors);
        this.materializedViews = materializedViews;
        ViewDefinitions definitions = new ViewDefinitions(views, materializedViews);
        this.refreshes = new Refreshes(store, transaction, writes, definitions);
        this.freshness = new Freshness(store, definitions);
    }

    private <T> T guarded(Supplier<T> action) {
        try {
            return action.get();
        } catch (RuntimeException e) {
            throw errors.translate(e);
        }
    }

    private void guarded(Runnable action) {
        guarded(() -> {
            action.run();
            return Optional.empty();
        });
    }

    private void changeNames(UnaryOperator<Names> change) {
        guarded(() -> store.changeNames(change));
    }

    // Schemas

    @Override
    public List<String> listSchemaNames(ConnectorSession session) {
        return List.copyOf(store.names().schemas());
    }

    @Override
    public void createSchema(ConnectorSession session, String schema, Map<String, Object> properties,
            TrinoPrincipal owner) {
        changeNames(names -> names.addSchema(schema));
    }

    @Override
    public void dropSchema(ConnectorSession session, String schema, boolean cascade) {
        changeNames(names -> cascade ? names.removeSchemaAndContent(schema) : names.removeSchema(schema));
    }

    @Override
    public void renameSchema(ConnectorSession session, String source, String target) {
        changeNames(names -> names.renameSchema(source, target));
    }

    // Reading

    @Override
    public ConnectorTableHandle getTableHandle(ConnectorSession session, SchemaTableName name,
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
            return reading.tableHandle(name);
        }
        return switch (version.get().getPointerType()) {
            case TARGET_ID -> reading
                    .tableHandle(name, table -> table.pin(VersionPointers.number(version.get())));
            case TEMPORAL -> reading
                    .tableHandle(name, table -> table.pinAsOf(VersionPointers.time(version.get(), session)));
        };
    }

    @Override
    public Optional<SystemTable> getSystemTable(ConnectorSession session, SchemaTableName name) {
        return MetadataTableNames.find(store, transaction, errors, name);
    }

    @Override
    public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table) {
        return guarded(() -> reading.metadata((LocalTableHandle) table));
    }

    @Override
    public Optional<Object> getInfo(ConnectorSession session, ConnectorTableHandle table) {
        return guarded(() -> reading.info((LocalTableHandle) table));
    }

    @Override
    public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle table) {
        return guarded(() -> reading.columns((LocalTableHandle) table));
    }

    @Override
    public ColumnMetadata getColumnMetadata(ConnectorSession session, ConnectorTableHandle table,
            ColumnHandle column) {
        return guarded(() -> reading.columnMetadata((LocalTableHandle) table, (LocalColumnHandle) column));
    }

    @Override
    public List<SchemaTableName> listTables(ConnectorSession session, Optional<String> schema) {
        return reading.relations(schema);
    }

    @Override
    public Iterator<RelationColumnsMetadata> streamRelationColumns(ConnectorSession session, Optional<String> schema,
            UnaryOperator<Set<SchemaTableName>> filter) {
        return guarded(() -> reading.relationColumns(schema, filter, views, materializedViews).iterator());
    }

    @Override
    public Iterator<RelationCommentMetadata> streamRelationComments(ConnectorSession session, Optional<String> schema,
            UnaryOperator<Set<SchemaTableName>> filter) {
        return guarded(() -> reading.relationComments(schema, filter, views, materializedViews).iterator());
    }

    @Override
    public TableStatistics getTableStatistics(ConnectorSession session, ConnectorTableHandle table) {
        return guarded(() -> reading.statistics((LocalTableHandle) table));
    }

    @Override
    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(ConnectorSession session,
            ConnectorTableHandle table, Constraint constraint) {
        return TableReading.applyFilter((LocalTableHandle) table, constraint);
    }

    @Override
    public Optional<ProjectionApplicationResult<ConnectorTableHandle>> applyProjection(ConnectorSession session,
            ConnectorTableHandle table, List<ConnectorExpression> projections, Map<String, ColumnHandle> assignments) {
        return TableReading.applyProjection((LocalTableHandle) table, projections, assignments);
    }

    // Tables

    @Override
    public void createTable(ConnectorSession session, ConnectorTableMetadata table, SaveMode saveMode) {
        guarded(() -> writes.createTable(table, saveMode));
    }

    @Override
    public void dropTable(ConnectorSession session, ConnectorTableHandle table) {
        guarded(() -> changes.drop((LocalTableHandle) table));
    }

    @Override
    public void truncateTable(ConnectorSession session, ConnectorTableHandle table) {
        guarded(() -> changes.change(table, version -> version.withSegments("truncate", List.of())));
    }

    @Override
    public void renameTable(ConnectorSession session, ConnectorTableHandle table, SchemaTableName newName) {
        guarded(() -> changes.rename((LocalTableHandle) table, newName));
    }

    @Override
    public void setTableProperties(ConnectorSession session, ConnectorTableHandle table,
            Map<String, Optional<Object>> properties) {
        guarded(() -> changes.change(table, version -> TableProperties.change(version, properties)));
    }

    @Override
    public void setTableComment(ConnectorSession session, ConnectorTableHandle table, Optional<String> comment) {
        guarded(() -> changes.change(table, version -> version.withComment(comment)));
    }

    @Override
    public void setColumnComment(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column,
            Optional<String> comment) {
        guarded(() -> changes.changeColumn(table, column, definition -> definition.withComment(comment)));
    }

    @Override
    public void addColumn(ConnectorSession session, ConnectorTableHandle table, ColumnMetadata column,
            ColumnPosition position) {
        guarded(() -> changes.addColumn((LocalTableHandle) table, column, position));
    }

    @Override
    public void renameColumn(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column,
            String newName) {
        guarded(() -> changes.changeColumn(table, column, definition -> definition.withName(newName)));
    }

    @Override
    public void dropColumn(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
        guarded(() -> changes.dropColumn(table, (LocalColumnHandle) column));
    }

    @Override
    public void setColumnType(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column, Type type) {
        guarded(() -> changes.setColumnType((LocalTableHandle) table, (LocalColumnHandle) column, type));
    }

    @Override
    public void setDefaultValue(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column,
            String defaultValue) {
        guarded(
                () -> changes.changeColumn(
                        table,
                        column,
                        definition -> definition.withDefaultValue(Optional.of(defaultValue))));
    }

    @Override
    public void dropDefaultValue(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
        guarded(
                () -> changes.changeColumn(
                        table,
                        column,
                        definition -> definition.withDefaultValue(Optional.empty())));
    }

    @Override
    public void dropNotNullConstraint(ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
        guarded(() -> changes.changeColumn(table, column, definition -> definition.withNulls()));
    }

    @Override
    public Optional<ConnectorTableExecuteHandle> getTableHandleForExecute(ConnectorSession session,
            ConnectorAccessControl accessControl, ConnectorTableHandle table, String procedure,
            Map<String, Object> arguments, RetryMode retryMode) {
        return Optional.of(TableProcedures.prepare((LocalTableHandle) table, procedure, arguments));
    }

    @Override
    public Map<String, Long> executeTableExecute(ConnectorSession session, ConnectorTableExecuteHandle execute) {
        return guarded(() -> procedures.execute((LocalExecuteHandle) execute));
    }

    // Rows

    @Override
    public ConnectorOutputTableHandle beginCreateTable(ConnectorSession session, ConnectorTableMetadata table,
            Optional<ConnectorTableLayout> layout, RetryMode retryMode, boolean replace) {
        return guarded(() -> writes.beginCreateTable(table, replace));
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishCreateTable(ConnectorSession session,
            ConnectorOutputTableHandle table, Collection<Slice> fragments, Collection<ComputedStatistics> statistics) {
        guarded(() -> writes.finishCreateTable((LocalWriteHandle) table, fragments));
        return Optional.empty();
    }

    @Override
    public ConnectorInsertTableHandle beginInsert(ConnectorSession session, ConnectorTableHandle table,
            List<ColumnHandle> columns, RetryMode retryMode) {
        MaterializedViews.requireWritable((LocalTableHandle) table);
        return guarded(() -> writes.beginInsert((LocalTableHandle) table, columns));
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishInsert(ConnectorSession session, ConnectorInsertTableHandle table,
            List<ConnectorTableHandle> sources, Collection<Slice> fragments,
            Collection<ComputedStatistics> statistics) {
        guarded(() -> writes.finishInsert((LocalWriteHandle) table, fragments));
        return Optional.empty();
    }

    @Override
    public RowChangeParadigm getRowChangeParadigm(ConnectorSession session, ConnectorTableHandle table) {
        return DELETE_ROW_AND_INSERT_ROW;
    }

    @Override
    public ColumnHandle getMergeRowIdColumnHandle(ConnectorSession session, ConnectorTableHandle table) {
        // Asked while a DELETE, UPDATE or MERGE is analysed: from now on its rows must stay where they are
        guarded(() -> transaction.willChangeRows((LocalTableHandle) table));
        return LocalColumnHandle.rowId();
    }

    @Override
    public ConnectorMergeTableHandle beginMerge(ConnectorSession session, ConnectorTableHandle table,
            Map<Integer, Collection<ColumnHandle>> updatedColumns, RetryMode retryMode) {
        return guarded(() -> rowChanges.beginMerge((LocalTableHandle) table));
    }

    @Override
    public void finishMerge(ConnectorSession session, ConnectorMergeTableHandle merge,
            List<ConnectorTableHandle> sources, Collection<Slice> fragments,
            Collection<ComputedStatistics> statistics) {
        guarded(() -> rowChanges.finishMerge((LocalMergeHandle) merge, fragments));
    }

    /** Only offered where no filter is left, so the whole table goes. */
    @Override
    public Optional<ConnectorTableHandle> applyDelete(ConnectorSession session, ConnectorTableHandle table) {
        return ((LocalTableHandle) table).predicate().isAll() ? Optional.of(table) : Optional.empty();
    }

    @Override
    public OptionalLong executeDelete(ConnectorSession session, ConnectorTableHandle table) {
        return guarded(() -> rowChanges.deleteAll((LocalTableHandle) table));
    }

    // Views

    @Override
    public void createView(ConnectorSession session, SchemaTableName name, ConnectorViewDefinition definition,
            Map<String, Object> properties, boolean replace) {
        guarded(() -> views.put(name, definition, replace));
    }

    @Override
    public void renameView(ConnectorSession session, SchemaTableName source, SchemaTableName target) {
        views.require(source);
        changeNames(names -> names.renameView(source, target));
    }

    @Override
    public void refreshView(ConnectorSession session, SchemaTableName name, ConnectorViewDefinition definition) {
        views.require(name);
        guarded(() -> views.put(name, definition, true));
    }

    @Override
    public void dropView(ConnectorSession session, SchemaTableName name) {
        views.require(name);
        changeNames(names -> names.removeView(name));
    }

    @Override
    public void setViewComment(ConnectorSession session, SchemaTableName name, Optional<String> comment) {
        guarded(() -> views.put(name, Views.withComment(views.require(name), comment), true));
    }

    @Override
    public void setViewColumnComment(ConnectorSession session, SchemaTableName name, String column,
            Optional<String> comment) {
        guarded(() -> views.put(name, Views.withColumnComment(views.require(name), column, comment), true));
    }

    @Override
    public List<SchemaTableName> listViews(ConnectorSession session, Optional<String> schema) {
        return List.copyOf(views.all(schema).keySet());
    }

    @Override
    public Map<SchemaTableName, ConnectorViewDefinition> getViews(ConnectorSession session, Optional<String> schema) {
        return views.all(schema);
    }

    @Override
    public Optional<ConnectorViewDefinition> getView(ConnectorSession session, SchemaTableName name) {
        Optional<ConnectorViewDefinition> view = views.find(name);
        view.ifPresent(_ -> transaction.saw(name));
        return view;
    }

    // Materialised views

    @Override
    public void createMaterializedView(ConnectorSession session, SchemaTableName name,
            ConnectorMaterializedViewDefinition definition, Map<String, Object> properties, boolean replace,
            boolean ignoreExisting) {
        guarded(() -> materializedViews.create(name, definition, properties, replace, ignoreExisting));
    }

    @Override
    public void dropMaterializedView(ConnectorSession session, SchemaTableName name) {
        guarded(() -> materializedViews.drop(name));
    }

    @Override
    public void renameMaterializedView(ConnectorSession session, SchemaTableName source, SchemaTableName target) {
        guarded(() -> materializedViews.rename(source, target));
    }

    @Override
    public void setMaterializedViewColumnComment(ConnectorSession session, SchemaTableName name, String column,
            Optional<String> comment) {
        guarded(() -> materializedViews.setColumnComment(name, column, comment));
    }

    @Override
    public List<SchemaTableName> listMaterializedViews(ConnectorSession session, Optional<String> schema) {
        return materializedViews.list(schema);
    }

    @Override
    public Optional<ConnectorMaterializedViewDefinition> getMaterializedView(ConnectorSession session,
            SchemaTableName name) {
        Optional<ConnectorMaterializedViewDefinition> view = materializedViews.find(name);
        view.ifPresent(_ -> transaction.saw(name));
        return view;
    }

    @Override
    public Map<String, Object> getMaterializedViewProperties(ConnectorSession session, SchemaTableName name,
            ConnectorMaterializedViewDefinition definition) {
        return guarded(
                () -> reading.tableHandle(Names.storageOf(name))
                        .map(storage -> reading.metadata(storage).getProperties()).orElse(Map.of()));
    }

    @Override
    public void setMaterializedViewProperties(ConnectorSession session, SchemaTableName name,
            Map<String, Optional<Object>> properties) {
        guarded(() -> materializedViews.setProperties(name, properties));
    }

    @Override
    public MaterializedViewFreshness getMaterializedViewFreshness(ConnectorSession session, SchemaTableName name,
            boolean considerGracePeriod) {
        return guarded(() -> freshness.of(name));
    }

    /** The engine writes the rows. */
    @Override
    @SuppressWarnings("removal")
    public boolean delegateMaterializedViewRefreshToConnector(ConnectorSession session, SchemaTableName name) {
        return false;
    }

    @Override
    public ConnectorInsertTableHandle beginRefreshMaterializedView(ConnectorSession session,
            ConnectorTableHandle table, List<ConnectorTableHandle> sources, boolean hasForeignSources,
            RetryMode retryMode, RefreshType refreshType) {
        return guarded(() -> refreshes.begin((LocalTableHandle) table));
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishRefreshMaterializedView(ConnectorSession session,
            ConnectorTableHandle table, ConnectorInsertTableHandle write, Collection<Slice> fragments,
            Collection<ComputedStatistics> statistics, List<ConnectorTableHandle> sources, boolean hasForeignSources,
            boolean hasTableFunctions, boolean hasNonDeterministicFunctions) {
        guarded(
                () -> refreshes.finish(
                        (LocalWriteHandle) write,
                        fragments,
                        session.getStart(),
                        sources,
                        hasForeignSources,
                        hasTableFunctions || hasNonDeterministicFunctions));
        return Optional.empty();
    }
}

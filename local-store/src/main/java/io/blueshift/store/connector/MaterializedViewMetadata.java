package io.blueshift.store.connector;

import io.airlift.slice.Slice;
import io.blueshift.store.catalog.Names;
import io.trino.spi.RefreshType;
import io.trino.spi.connector.ConnectorInsertTableHandle;
import io.trino.spi.connector.ConnectorMaterializedViewDefinition;
import io.trino.spi.connector.ConnectorOutputMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.MaterializedViewFreshness;
import io.trino.spi.connector.RetryMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.statistics.ComputedStatistics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements about materialised views. */
interface MaterializedViewMetadata extends GuardedMetadata {
    LocalTransaction transaction();

    TableReading reading();

    MaterializedViews materializedViews();

    Refreshes refreshes();

    Freshness freshness();

    @Override
    default void createMaterializedView(ConnectorSession session, SchemaTableName name,
            ConnectorMaterializedViewDefinition definition, Map<String, Object> properties, boolean replace,
            boolean ignoreExisting) {
        guarded(() -> materializedViews().create(name, definition, properties, replace, ignoreExisting));
    }

    @Override
    default void dropMaterializedView(ConnectorSession session, SchemaTableName name) {
        guarded(() -> materializedViews().drop(name));
    }

    @Override
    default void renameMaterializedView(ConnectorSession session, SchemaTableName source, SchemaTableName target) {
        guarded(() -> materializedViews().rename(source, target));
    }

    @Override
    default void setMaterializedViewColumnComment(ConnectorSession session, SchemaTableName name, String column,
            Optional<String> comment) {
        guarded(() -> materializedViews().setColumnComment(name, column, comment));
    }

    @Override
    default List<SchemaTableName> listMaterializedViews(ConnectorSession session, Optional<String> schema) {
        return materializedViews().list(schema);
    }

    @Override
    default Optional<ConnectorMaterializedViewDefinition> getMaterializedView(ConnectorSession session,
            SchemaTableName name) {
        Optional<ConnectorMaterializedViewDefinition> view = materializedViews().find(name);
        view.ifPresent(_ -> transaction().saw(name));
        return view;
    }

    @Override
    default Map<String, Object> getMaterializedViewProperties(ConnectorSession session, SchemaTableName name,
            ConnectorMaterializedViewDefinition definition) {
        return guarded(
                () -> reading().tableHandle(Names.storageOf(name))
                        .map(storage -> reading().metadata(storage).getProperties()).orElse(Map.of()));
    }

    @Override
    default void setMaterializedViewProperties(ConnectorSession session, SchemaTableName name,
            Map<String, Optional<Object>> properties) {
        guarded(() -> materializedViews().setProperties(name, properties));
    }

    @Override
    default MaterializedViewFreshness getMaterializedViewFreshness(ConnectorSession session, SchemaTableName name,
            boolean considerGracePeriod) {
        return guarded(() -> freshness().of(name));
    }

    /** The engine writes the rows. */
    @Override
    @SuppressWarnings("removal")
    default boolean delegateMaterializedViewRefreshToConnector(ConnectorSession session, SchemaTableName name) {
        return false;
    }

    @Override
    default ConnectorInsertTableHandle beginRefreshMaterializedView(ConnectorSession session,
            ConnectorTableHandle table, List<ConnectorTableHandle> sources, boolean hasForeignSources,
            RetryMode retryMode, RefreshType refreshType) {
        return guarded(() -> refreshes().begin((LocalTableHandle) table));
    }

    @Override
    default Optional<ConnectorOutputMetadata> finishRefreshMaterializedView(ConnectorSession session,
            ConnectorTableHandle table, ConnectorInsertTableHandle write, Collection<Slice> fragments,
            Collection<ComputedStatistics> statistics, List<ConnectorTableHandle> sources, boolean hasForeignSources,
            boolean hasTableFunctions, boolean hasNonDeterministicFunctions) {
        guarded(
                () -> refreshes().finish(
                        (LocalWriteHandle) write,
                        fragments,
                        session.getStart(),
                        sources,
                        hasForeignSources,
                        hasTableFunctions || hasNonDeterministicFunctions));
        return Optional.empty();
    }
}

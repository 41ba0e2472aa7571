package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorViewDefinition;
import io.trino.spi.connector.SchemaTableName;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements about views. */
interface ViewMetadata extends GuardedMetadata {
    LocalStore store();

    LocalTransaction transaction();

    Views views();

    @Override
    default void createView(ConnectorSession session, SchemaTableName name, ConnectorViewDefinition definition,
            Map<String, Object> properties, boolean replace) {
        guarded(() -> views().put(name, definition, replace));
    }

    @Override
    default void renameView(ConnectorSession session, SchemaTableName source, SchemaTableName target) {
        views().require(source);
        guarded(() -> store().changeNames(names -> names.renameView(source, target)));
    }

    @Override
    default void refreshView(ConnectorSession session, SchemaTableName name, ConnectorViewDefinition definition) {
        views().require(name);
        guarded(() -> views().put(name, definition, true));
    }

    @Override
    default void dropView(ConnectorSession session, SchemaTableName name) {
        views().require(name);
        guarded(() -> store().changeNames(names -> names.removeView(name)));
    }

    @Override
    default void setViewComment(ConnectorSession session, SchemaTableName name, Optional<String> comment) {
        guarded(() -> views().put(name, Views.withComment(views().require(name), comment), true));
    }

    @Override
    default void setViewColumnComment(ConnectorSession session, SchemaTableName name, String column,
            Optional<String> comment) {
        guarded(() -> views().put(name, Views.withColumnComment(views().require(name), column, comment), true));
    }

    @Override
    default List<SchemaTableName> listViews(ConnectorSession session, Optional<String> schema) {
        return List.copyOf(views().all(schema).keySet());
    }

    @Override
    default Map<SchemaTableName, ConnectorViewDefinition> getViews(ConnectorSession session, Optional<String> schema) {
        return views().all(schema);
    }

    @Override
    default Optional<ConnectorViewDefinition> getView(ConnectorSession session, SchemaTableName name) {
        Optional<ConnectorViewDefinition> view = views().find(name);
        view.ifPresent(_ -> transaction().saw(name));
        return view;
    }
}

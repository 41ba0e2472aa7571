package io.blueshift.store.connector;

import io.airlift.json.JsonCodec;
import io.blueshift.store.catalog.LocalStore;
import io.trino.spi.connector.ConnectorViewDefinition;
import io.trino.spi.connector.ConnectorViewDefinition.ViewColumn;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.ViewNotFoundException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Views: a definition each, kept as JSON among the names. */
final class Views {
    private static final JsonCodec<ConnectorViewDefinition> CODEC = JsonCodec.jsonCodec(ConnectorViewDefinition.class);

    private final LocalStore store;

    Views(LocalStore store) {
        this.store = store;
    }

    Optional<ConnectorViewDefinition> find(SchemaTableName name) {
        return store.names().view(name).map(CODEC::fromJson);
    }

    ConnectorViewDefinition require(SchemaTableName name) {
        return find(name).orElseThrow(() -> new ViewNotFoundException(name));
    }

    Map<SchemaTableName, ConnectorViewDefinition> all(Optional<String> schema) {
        Map<SchemaTableName, ConnectorViewDefinition> views = new HashMap<>();
        store.names().views().forEach((name, definition) -> {
            if (schema.map(name.getSchemaName()::equals).orElse(true)) {
                views.put(name, CODEC.fromJson(definition));
            }
        });
        return views;
    }

    void put(SchemaTableName name, ConnectorViewDefinition definition, boolean replace) {
        store.changeNames(names -> names.putView(name, CODEC.toJson(definition), replace));
    }

    static ConnectorViewDefinition withComment(ConnectorViewDefinition view, Optional<String> comment) {
        return copy(view, view.getColumns(), comment);
    }

    static ConnectorViewDefinition withColumnComment(ConnectorViewDefinition view, String column,
            Optional<String> comment) {
        List<ViewColumn> columns = view.getColumns().stream()
                .map(
                        known -> known.getName().equals(column)
                                ? new ViewColumn(known.getName(), known.getType(), comment)
                                : known)
                .toList();
        return copy(view, columns, view.getComment());
    }

    private static ConnectorViewDefinition copy(ConnectorViewDefinition view, List<ViewColumn> columns,
            Optional<String> comment) {
        return new ConnectorViewDefinition(
                view.getOriginalSql(),
                view.getCatalog(),
                view.getSchema(),
                columns,
                comment,
                view.getOwner(),
                view.isRunAsInvoker(),
                view.getPath());
    }
}

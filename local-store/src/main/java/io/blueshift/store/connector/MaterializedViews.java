package io.blueshift.store.connector;

import io.airlift.json.JsonCodec;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.MaterializedViewEntry;
import io.blueshift.store.catalog.Names;
import io.blueshift.store.catalog.TableVersion;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.CatalogSchemaTableName;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnNotFoundException;
import io.trino.spi.connector.ConnectorMaterializedViewDefinition;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.MaterializedViewNotFoundException;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.TypeManager;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;

/** Materialised views: a definition among the names, and a table that holds the rows. */
final class MaterializedViews {
    private static final JsonCodec<StoredMaterializedView> CODEC = JsonCodec.jsonCodec(StoredMaterializedView.class);

    private final LocalStore store;
    private final String catalog;
    private final TypeManager typeManager;

    MaterializedViews(LocalStore store, String catalog, TypeManager typeManager) {
        this.store = store;
        this.catalog = catalog;
        this.typeManager = typeManager;
    }

    /** The rows of a materialised view change by a refresh and in no other way. */
    static void requireWritable(LocalTableHandle table) {
        if (Names.isStorage(table.name())) {
            throw new TrinoException(
                    NOT_SUPPORTED,
                    "%s holds the rows of a materialized view: only REFRESH MATERIALIZED VIEW writes it"
                            .formatted(table.name()));
        }
    }

    Optional<StoredMaterializedView> stored(SchemaTableName name) {
        return store.names().materializedView(name).map(MaterializedViewEntry::definition).map(CODEC::fromJson);
    }

    Optional<ConnectorMaterializedViewDefinition> find(SchemaTableName name) {
        return stored(name).map(
                view -> view.toDefinition(new CatalogSchemaTableName(catalog, Names.storageOf(name))));
    }

    List<SchemaTableName> list(Optional<String> schema) {
        return store.names().materializedViews().keySet().stream()
                .filter(name -> schema.map(name.getSchemaName()::equals).orElse(true)).toList();
    }

    void create(SchemaTableName name, ConnectorMaterializedViewDefinition definition, Map<String, Object> properties,
            boolean replace, boolean ignoreExisting) {
        if (ignoreExisting && store.names().materializedView(name).isPresent()) {
            return;
        }
        UUID id = UUID.randomUUID();
        MaterializedViewEntry entry = new MaterializedViewEntry(id,
                CODEC.toJson(StoredMaterializedView.of(definition)));
        // A wrong name should fail before anything is written
        store.names().putMaterializedView(name, entry, replace);
        TableVersion storage = NewTables.firstVersion(id, storage(name, definition, properties));
        store.prepareTable(id);
        try {
            store.createTable(storage, names -> names.putMaterializedView(name, entry, replace));
        } catch (RuntimeException e) {
            store.abandonTable(id);
            throw e;
        }
    }

    private ConnectorTableMetadata storage(SchemaTableName name, ConnectorMaterializedViewDefinition definition,
            Map<String, Object> properties) {
        List<ColumnMetadata> columns = definition.getColumns().stream()
                .map(column -> new ColumnMetadata(column.getName(), typeManager.getType(column.getType()))).toList();
        return new ConnectorTableMetadata(Names.storageOf(name), columns, properties);
    }

    void drop(SchemaTableName name) {
        changeNames(name, names -> names.removeMaterializedView(name));
    }

    void rename(SchemaTableName source, SchemaTableName target) {
        changeNames(source, names -> names.renameMaterializedView(source, target));
    }

    void setColumnComment(SchemaTableName name, String column, Optional<String> comment) {
        changeNames(name, names -> {
            MaterializedViewEntry entry = names.materializedView(name).orElseThrow();
            StoredMaterializedView view = CODEC.fromJson(entry.definition());
            if (view.columns().stream().noneMatch(known -> known.name().equals(column))) {
                throw new ColumnNotFoundException(name, column);
            }
            String changed = CODEC.toJson(view.withColumnComment(column, comment));
            return names.putMaterializedView(name, entry.withDefinition(changed), true);
        });
    }

    void setProperties(SchemaTableName name, Map<String, Optional<Object>> properties) {
        UUID storage = store.names().materializedView(name).map(MaterializedViewEntry::storage)
                .orElseThrow(() -> new MaterializedViewNotFoundException(name));
        store.table(storage).commit(version -> TableProperties.change(version, properties));
    }

    private void changeNames(SchemaTableName name, UnaryOperator<Names> change) {
        store.changeNames(names -> {
            if (names.materializedView(name).isEmpty()) {
                throw new MaterializedViewNotFoundException(name);
            }
            return change.apply(names);
        });
    }
}

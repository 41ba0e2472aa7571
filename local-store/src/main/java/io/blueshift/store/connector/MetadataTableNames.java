package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.metadata.ChunkFacts;
import io.blueshift.store.metadata.MetadataTables;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds metadata tables by name: the table's, a dollar sign, what is wanted. */
final class MetadataTableNames {
    private MetadataTableNames() {}

    static Optional<SystemTable> find(LocalStore store, LocalTransaction transaction, StoreErrors errors,
            SchemaTableName name) {
        int dollar = name.getTableName().lastIndexOf('$');
        if (dollar < 1 || store.names().table(name).isPresent()) {
            return Optional.empty();
        }
        SchemaTableName base = new SchemaTableName(name.getSchemaName(), name.getTableName().substring(0, dollar));
        Optional<UUID> table = store.names().table(base);
        return table.flatMap(id -> switch (name.getTableName().substring(dollar + 1)) {
            case "segments" -> Optional.of(MetadataTables.segments(name, () -> transaction.current(id)));
            case "columns" -> Optional.of(
                    MetadataTables.columns(
                            name,
                            () -> chunks(store, transaction, errors, id)));
            case "snapshots" -> Optional.of(
                    MetadataTables.snapshots(name, () -> store.table(id), () -> transaction.current(id)));
            default -> Optional.empty();
        });
    }

    private static List<ChunkFacts> chunks(LocalStore store, LocalTransaction transaction, StoreErrors errors,
            UUID id) {
        try {
            return ChunkFacts.of(transaction.current(id), store.dataDirectory(id));
        } catch (RuntimeException e) {
            throw errors.translate(e);
        }
    }
}

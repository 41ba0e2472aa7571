package io.blueshift.store.connector;

import io.airlift.slice.Slice;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.Names;
import io.blueshift.store.catalog.RetentionPolicy;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.SchemaTableName;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** REFRESH MATERIALIZED VIEW: all rows are written anew and replace the old ones in one commit. */
final class Refreshes {
    private final LocalStore store;
    private final LocalTransaction transaction;
    private final RowWrites writes;
    private final ViewDefinitions definitions;

    Refreshes(LocalStore store, LocalTransaction transaction, RowWrites writes, ViewDefinitions definitions) {
        this.store = store;
        this.transaction = transaction;
        this.writes = writes;
        this.definitions = definitions;
    }

    LocalWriteHandle begin(LocalTableHandle storage) {
        List<LocalColumnHandle> columns = transaction.version(storage).columns().stream().map(TableReading::toHandle)
                .toList();
        return writes.beginInsert(storage, columns);
    }

    /**
     * @param start when nothing was read yet
     * @param foreignTables whether tables of other catalogs were read
     * @param untracked whether something else was read whose changes cannot be seen
     */
    void finish(LocalWriteHandle write, Collection<Slice> fragments, Instant start, List<ConnectorTableHandle> sources,
            boolean foreignTables, boolean untracked) {
        boolean foreignKnown = foreignTables && ForeignVersions.REFRESHED_FROM.isBound();
        RefreshRecord record = RefreshRecord.of(
                start,
                sources.stream().map(LocalTableHandle.class::cast).map(this::base).distinct().toList(),
                definitionsBehind(write.name()),
                foreignKnown ? ForeignVersions.REFRESHED_FROM.get() : List.of(),
                untracked || foreignTables && !foreignKnown);
        List<SegmentEntry> rows = writes.segments(write, fragments);
        LocalTable storage = store.table(write.tableId());
        storage.commit(version -> version.refreshed(rows, record.addTo(version.properties())));
        transaction.writeCommitted(write);
        // Nobody travels in time in a storage; queries that read it now hold what they read
        storage.expire(RetentionPolicy.olderThan(Duration.ZERO));
    }

    private List<RefreshRecord.Definition> definitionsBehind(SchemaTableName storage) {
        List<RefreshRecord.Definition> behind = new ArrayList<>();
        for (SchemaTableName name : transaction.viewsSeen()) {
            // The view itself cannot change without getting another storage
            if (!Names.storageOf(name).equals(storage)) {
                definitions.text(name).ifPresent(
                        text -> behind
                                .add(new RefreshRecord.Definition(name.getSchemaName(), name.getTableName(), text)));
            }
        }
        return behind;
    }

    private RefreshRecord.Base base(LocalTableHandle table) {
        TableVersion read = transaction.version(table);
        return new RefreshRecord.Base(
                table.name().getSchemaName(),
                table.name().getTableName(),
                table.tableId(),
                read.version(),
                read.commit().contentVersion());
    }
}

package io.blueshift.store.connector;

import io.airlift.slice.Slice;
import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.ColumnEncodings;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.SegmentCodec;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.type.Type;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static java.util.stream.Collectors.toMap;

/** CREATE TABLE, CREATE TABLE AS and INSERT: files first, then one commit. */
final class RowWrites {
    private final LocalStore store;
    private final LocalTransaction transaction;
    private final SegmentCodec codec;

    RowWrites(LocalStore store, LocalTransaction transaction) {
        this.store = store;
        this.transaction = transaction;
        this.codec = new SegmentCodec(store.zoneMappers());
    }

    void createTable(ConnectorTableMetadata table, SaveMode saveMode) {
        switch (saveMode) {
            case REPLACE -> finishCreateTable(beginCreateTable(table, true), List.of());
            case IGNORE -> {
                if (store.names().table(table.getTable()).isEmpty()) {
                    finishCreateTable(beginCreateTable(table, false), List.of());
                }
            }
            case FAIL -> finishCreateTable(beginCreateTable(table, false), List.of());
        }
    }

    /** @param replace whether the new table takes the place of an old one, whose readers go on reading it */
    LocalWriteHandle beginCreateTable(ConnectorTableMetadata table, boolean replace) {
        if (!replace || store.names().table(table.getTable()).isEmpty()) {
            store.names().requireFree(table.getTable());
        }
        UUID id = UUID.randomUUID();
        TableVersion first = NewTables.firstVersion(id, table);
        transaction.beginTable(first);
        store.prepareTable(id);
        LocalWriteHandle write = new LocalWriteHandle(
                table.getTable(),
                id,
                newWriteId(),
                first.columns().stream().map(TableReading::toHandle).toList(),
                first.sortKey(),
                ColumnEncodings.of(first),
                replace);
        transaction.beginWrite(write);
        return write;
    }

    void finishCreateTable(LocalWriteHandle write, Collection<Slice> fragments) {
        TableVersion first = transaction.newTable(write.tableId());
        store.createTable(
                write.name(),
                first.withFirstRows(segments(write, fragments)),
                write.replace());
        transaction.writeCommitted(write);
    }

    LocalWriteHandle beginInsert(LocalTableHandle table, List<? extends ColumnHandle> columns) {
        LocalWriteHandle write = new LocalWriteHandle(
                table.name(),
                table.tableId(),
                newWriteId(),
                columns.stream().map(LocalColumnHandle.class::cast).toList(),
                transaction.version(table).sortKey(),
                ColumnEncodings.of(transaction.version(table)),
                false);
        transaction.beginWrite(write);
        return write;
    }

    void finishInsert(LocalWriteHandle write, Collection<Slice> fragments) {
        List<SegmentEntry> segments = segments(write, fragments);
        if (!segments.isEmpty()) {
            List<ColumnDefinition> seen = transaction.current(write.tableId()).columns();
            store.table(write.tableId()).commit(version -> version.append(segments, seen));
        }
        transaction.writeCommitted(write);
    }

    /** The segments that writers report. */
    List<SegmentEntry> segments(LocalWriteHandle write, Collection<Slice> fragments) {
        Map<Integer, Type> types = write.columns().stream()
                .collect(toMap(LocalColumnHandle::id, LocalColumnHandle::type));
        return fragments.stream().map(fragment -> codec.fromBytes(fragment.getBytes(), types)).toList();
    }

    private static String newWriteId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}

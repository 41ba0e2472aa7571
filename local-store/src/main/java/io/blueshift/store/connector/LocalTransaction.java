package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.TableVersion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a query holds while it runs: the versions it reads, and the writes it has begun. Every table is seen at the
 * version that was current when the query first looked at it. Thread-safe.
 */
final class LocalTransaction {
    private final LocalStore store;
    private final Map<UUID, Pinned> pinned = new HashMap<>();
    private final Map<String, LocalWriteHandle> openWrites = new HashMap<>();
    private final Map<UUID, TableVersion> newTables = new HashMap<>();

    private record Pinned(LocalTable table, TableVersion version) {}

    LocalTransaction(LocalStore store) {
        this.store = store;
    }

    /** The version of a table that this query sees. */
    synchronized TableVersion version(UUID tableId) {
        Pinned known = pinned.get(tableId);
        if (known == null) {
            LocalTable table = store.table(tableId);
            known = new Pinned(table, table.pin());
            pinned.put(tableId, known);
        }
        return known.version();
    }

    synchronized void beginWrite(LocalWriteHandle write) {
        openWrites.put(write.writeId(), write);
    }

    /** Remembers a table whose directories exist and which its write will commit. */
    synchronized void beginTable(TableVersion first) {
        newTables.put(first.tableId(), first);
    }

    synchronized TableVersion newTable(UUID tableId) {
        return newTables.get(tableId);
    }

    synchronized void writeCommitted(LocalWriteHandle write) {
        openWrites.remove(write.writeId());
        newTables.remove(write.tableId());
    }

    /** Ends the query: releases its versions and removes the files of writes that were not committed. */
    synchronized void close() {
        for (LocalWriteHandle write : openWrites.values()) {
            if (!newTables.containsKey(write.tableId()) && !isInDoubt(write.tableId())) {
                deleteFiles(write);
            }
        }
        newTables.keySet().forEach(store::abandonTable);
        openWrites.clear();
        newTables.clear();
        pinned.values().forEach(known -> known.table().unpin(known.version().version()));
        pinned.clear();
    }

    /** Whether a failed commit may come back, and then needs its files. */
    private boolean isInDoubt(UUID tableId) {
        return store.findTable(tableId).map(LocalTable::isInDoubt).orElse(false);
    }

    private void deleteFiles(LocalWriteHandle write) {
        Path directory = store.dataDirectory(write.tableId());
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, write.writeId() + "-*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

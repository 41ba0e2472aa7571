package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.TableVersion;
import io.trino.spi.connector.SchemaTableName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a query holds while it runs: the versions it reads, and the writes it has begun. Every table is seen at the
 * version that was current when the query first looked at it, unless the query names another. Thread-safe.
 */
final class LocalTransaction {
    private final LocalStore store;
    private final Map<UUID, Long> current = new HashMap<>();
    private final Map<Reading, Pinned> pinned = new HashMap<>();
    private final Map<Reading, Long> moved = new HashMap<>();
    private final Map<String, LocalWriteHandle> openWrites = new HashMap<>();
    private final Map<UUID, TableVersion> newTables = new HashMap<>();
    private final List<LocalTable> changing = new ArrayList<>();
    private final Set<SchemaTableName> viewsSeen = new LinkedHashSet<>();

    private record Reading(UUID tableId, long version) {}

    private record Pinned(LocalTable table, TableVersion version) {}

    LocalTransaction(LocalStore store) {
        this.store = store;
    }

    /** The version of a table that this query sees if it names none. */
    synchronized TableVersion current(UUID tableId) {
        Long known = current.get(tableId);
        if (known != null) {
            return version(tableId, known);
        }
        TableVersion version = pin(tableId, LocalTable::pin);
        current.put(tableId, version.version());
        return version;
    }

    /** The version that a handle stands for. */
    TableVersion version(LocalTableHandle table) {
        return version(table.tableId(), table.version());
    }

    synchronized TableVersion version(UUID tableId, long version) {
        long actual = moved.getOrDefault(new Reading(tableId, version), version);
        Pinned known = pinned.get(new Reading(tableId, actual));
        return known == null ? pin(tableId, table -> table.pin(actual)) : known.version();
    }

    /** Pins a version that {@code choice} picks, and which it has pinned once. */
    synchronized TableVersion pin(UUID tableId, Function<LocalTable, TableVersion> choice) {
        LocalTable table = store.table(tableId);
        TableVersion version = choice.apply(table);
        Pinned before = pinned.putIfAbsent(new Reading(tableId, version.version()), new Pinned(table, version));
        if (before != null) {
            table.unpin(version.version());
        }
        return version;
    }

    /** Keeps the rows of a table where they are until the query ends. */
    synchronized void willChangeRows(LocalTableHandle handle) {
        if (changing.stream().noneMatch(table -> table.id().equals(handle.tableId()))) {
            LocalTable table = store.table(handle.tableId());
            table.beginRowChange();
            changing.add(table);
            followRows(handle);
        }
    }

    /**
     * A compaction may have moved the rows since the query looked the table up: then it reads them where they are now.
     * It sees the same rows, and has not read where any of them is.
     */
    private void followRows(LocalTableHandle handle) {
        TableVersion seen = version(handle);
        TableVersion now = pin(handle.tableId(), LocalTable::pin);
        if (now.version() != seen.version() && now.columns().equals(seen.columns())
                && now.commit().contentVersion() == seen.commit().contentVersion()) {
            moved.put(new Reading(handle.tableId(), handle.version()), now.version());
        }
    }

    /** Notes that the query looked up the definition of a view. */
    synchronized void saw(SchemaTableName view) {
        viewsSeen.add(view);
    }

    synchronized List<SchemaTableName> viewsSeen() {
        return List.copyOf(viewsSeen);
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
        changing.forEach(LocalTable::endRowChange);
        changing.clear();
        pinned.values().forEach(known -> known.table().unpin(known.version().version()));
        pinned.clear();
        current.clear();
        moved.clear();
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

package io.blueshift.store.catalog;

import io.blueshift.store.files.DurableFiles;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.type.TypeManager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A store seen from outside: without its lock, so that the process that owns it goes on working, and without writing
 * anything. Whatever is read may be superseded, and its files gone, a moment later. Thread-safe.
 */
public final class UnlockedStore {
    private static final int ATTEMPTS = 100;

    private final Path directory;
    private final ZoneMappers zoneMappers;
    private final TableManifest codec;

    /** @throws NoSuchFileException if there is no store in the directory */
    public UnlockedStore(Path directory, TypeManager typeManager) throws IOException {
        if (!exists(directory)) {
            throw new NoSuchFileException(directory.toString(), null, "there is no local store");
        }
        this.directory = directory;
        this.zoneMappers = new ZoneMappers(typeManager);
        this.codec = new TableManifest(typeManager, zoneMappers);
    }

    /** Whether a directory looks like a store's. */
    public static boolean exists(Path directory) {
        return Files.isDirectory(directory.resolve("names")) && Files.isDirectory(directory.resolve("tables"));
    }

    public Path directory() {
        return directory;
    }

    public ZoneMappers zoneMappers() {
        return zoneMappers;
    }

    /** Whether a process has the store open, as far as one of this machine can tell. */
    public boolean isOpen() {
        return StoreLock.holder(directory).flatMap(ProcessHandle::of).map(ProcessHandle::isAlive).orElse(false);
    }

    /** The current names. */
    public Names names() throws IOException {
        VersionedFiles files = new VersionedFiles(directory.resolve("names"));
        for (int attempt = 1;; attempt++) {
            OptionalLong version = files.current();
            if (version.isEmpty()) {
                throw new NoSuchFileException(directory.resolve("names").toString(), null, "there is no manifest");
            }
            try {
                return NamesManifest.read(files.file(version.getAsLong()), version.getAsLong());
            } catch (NoSuchFileException e) {
                // Superseded between the listing and the reading
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The versions of a table, ascending; none if it was dropped. */
    public List<Long> versions(UUID table) throws IOException {
        return manifests(table).versions();
    }

    /** @throws NoSuchFileException if the version has expired */
    public TableVersion version(UUID table, long version) throws IOException {
        return codec.read(manifest(table, version), table, version);
    }

    public Path manifest(UUID table, long version) {
        return manifests(table).file(version);
    }

    private VersionedFiles manifests(UUID table) {
        return new VersionedFiles(tableDirectory(table).resolve("manifests"));
    }

    private Path tableDirectory(UUID table) {
        return directory.resolve("tables").resolve(table.toString());
    }

    /** Where the files of a table's rows are. */
    public Path dataDirectory(UUID table) {
        return LocalTable.dataDirectory(tableDirectory(table));
    }

    /** The directories of all tables, named or not. */
    public List<Path> tableDirectories() throws IOException {
        return DurableFiles.list(directory.resolve("tables"));
    }
}

package io.blueshift.store.catalog;

import io.airlift.log.Logger;
import io.blueshift.store.error.CorruptFileException;
import io.trino.spi.TrinoException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;

/**
 * A table that is open: its current version, the older ones that readers still hold, and the files that wait for those
 * readers. Thread-safe. Commits are one after the other, each applied to the version that is current by then, so that
 * parallel writers lose nothing.
 */
public final class LocalTable {
    private static final Logger log = Logger.get(LocalTable.class);

    private final UUID id;
    private final Path directory;
    private final VersionedFiles manifests;
    private final TableManifest codec;
    private final Map<Long, Integer> pins = new HashMap<>();
    private final List<Retired> retired = new ArrayList<>();
    private TableVersion current;
    private boolean dropped;

    /** Files that versions from this one on do not mention. */
    private record Retired(long version, Set<String> files) {}

    private LocalTable(Path directory, TableVersion current, TableManifest codec) {
        this.id = current.tableId();
        this.directory = directory;
        this.manifests = new VersionedFiles(manifestDirectory(directory));
        this.codec = codec;
        this.current = current;
    }

    static Path dataDirectory(Path tableDirectory) {
        return tableDirectory.resolve("data");
    }

    private static Path manifestDirectory(Path tableDirectory) {
        return tableDirectory.resolve("manifests");
    }

    /** Makes the directories that writers need before the table is committed. */
    static void createDirectories(Path directory) throws IOException {
        DurableFiles.createDirectory(directory);
        DurableFiles.createDirectory(manifestDirectory(directory));
        DurableFiles.createDirectory(dataDirectory(directory));
    }

    /** Commits the first version of a table whose directories exist. */
    static LocalTable create(Path directory, TableVersion first, TableManifest codec) throws IOException {
        LocalTable table = new LocalTable(directory, first, codec);
        DurableFiles.syncDirectory(dataDirectory(directory));
        table.manifests.commit(first.version(), codec.encode(first));
        return table;
    }

    /** Opens a table at its current version and removes what a crash left. */
    static LocalTable open(Path directory, UUID id, TableManifest codec, RecoveryReport report) throws IOException {
        VersionedFiles manifests = new VersionedFiles(manifestDirectory(directory));
        long version = manifests.current().orElseThrow(() -> new CorruptFileException(
                manifestDirectory(directory),
                0,
                "there is no manifest"));
        TableVersion current = codec.read(manifests.file(version), id, version);
        report.removedManifests(manifests.removeAllBut(version));
        Set<String> known = files(current);
        for (Path file : DurableFiles.list(dataDirectory(directory))) {
            if (!known.contains(file.getFileName().toString())) {
                Files.deleteIfExists(file);
                report.removedSegment();
            }
        }
        return new LocalTable(directory, current, codec);
    }

    private static Set<String> files(TableVersion version) {
        Set<String> files = new HashSet<>();
        version.segments().forEach(segment -> files.add(segment.file()));
        return files;
    }

    public UUID id() {
        return id;
    }

    /** Where segment files are. */
    public Path dataDirectory() {
        return dataDirectory(directory);
    }

    public synchronized TableVersion current() {
        return current;
    }

    /** The current version; its files stay until {@link #unpin}. */
    public synchronized TableVersion pin() {
        requireExists();
        pins.merge(current.version(), 1, Integer::sum);
        return current;
    }

    /** Gives back one {@link #pin} of a version. */
    public synchronized void unpin(long version) {
        pins.computeIfPresent(version, (_, count) -> count == 1 ? null : count - 1);
        deleteUnneeded();
    }

    /** Applies a change to the current version and makes the result current, durably. */
    public synchronized TableVersion commit(UnaryOperator<TableVersion> change) {
        requireExists();
        TableVersion next = change.apply(current);
        if (next.version() != current.version() + 1) {
            throw new IllegalStateException("version %d after %d".formatted(next.version(), current.version()));
        }
        try {
            DurableFiles.syncDirectory(dataDirectory());
            manifests.commit(next.version(), codec.encode(next));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> gone = files(current);
        gone.removeAll(files(next));
        manifests.remove(current.version());
        current = next;
        if (!gone.isEmpty()) {
            retired.add(new Retired(next.version(), gone));
            deleteUnneeded();
        }
        return next;
    }

    /** Called once no name leads here any more. */
    synchronized void drop() {
        dropped = true;
        deleteUnneeded();
    }

    private void requireExists() {
        if (dropped) {
            throw new TrinoException(TABLE_NOT_FOUND, "The table was dropped meanwhile");
        }
    }

    private void deleteUnneeded() {
        long oldest = pins.keySet().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        if (dropped && pins.isEmpty()) {
            delete(directory);
            return;
        }
        retired.removeIf(entry -> {
            boolean unneeded = entry.version() <= oldest;
            if (unneeded) {
                entry.files().forEach(file -> delete(dataDirectory().resolve(file)));
            }
            return unneeded;
        });
    }

    /** A file that cannot be deleted now is removed at the next start: no reason to fail a statement that succeeded. */
    private static void delete(Path path) {
        try {
            DurableFiles.deleteTree(path);
        } catch (IOException e) {
            log.warn(e, "%s could not be deleted; the next start removes it", path);
        }
    }
}

package io.blueshift.store.catalog;

import io.airlift.log.Logger;
import io.blueshift.store.error.CorruptFileException;
import io.blueshift.store.files.DurableFiles;
import io.trino.spi.TrinoException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;

/**
 * A table that is open: its current version, the older ones that are retained, those that readers hold, and the files of
 * them all. Thread-safe. Commits are one after the other, each applied to the version that is current by then, so that
 * parallel writers lose nothing.
 */
public final class LocalTable {
    private static final Logger log = Logger.get(LocalTable.class);

    private final UUID id;
    private final Path directory;
    private final VersionedFiles manifests;
    private final TableManifest codec;
    private final VersionHistory history;
    private final Map<Long, Pin> pins = new HashMap<>();
    /** Files of expired versions that a reader still holds. */
    private final Set<String> awaitingReaders = new HashSet<>();
    private TableVersion current;
    private int rowChanges;
    private boolean dropped;
    private Optional<CommitInDoubtException> inDoubt = Optional.empty();

    private record Pin(TableVersion version, int readers) {}

    private LocalTable(Path directory, TableVersion current, VersionHistory history, TableManifest codec) {
        this.id = current.tableId();
        this.directory = directory;
        this.manifests = new VersionedFiles(manifestDirectory(directory));
        this.codec = codec;
        this.current = current;
        this.history = history;
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
        TableVersion stamped = first.committed(now(), Optional.empty());
        LocalTable table = new LocalTable(directory, stamped, new VersionHistory(), codec);
        table.history.add(RetainedVersion.of(stamped));
        DurableFiles.syncDirectory(dataDirectory(directory));
        table.manifests.commit(stamped.version(), codec.encode(stamped));
        return table;
    }

    /** Opens a table at its current version and removes what a crash left. */
    static LocalTable open(Path directory, UUID id, TableManifest codec, RecoveryReport report) throws IOException {
        VersionedFiles manifests = new VersionedFiles(manifestDirectory(directory));
        List<Long> versions = manifests.versions();
        if (versions.isEmpty()) {
            throw new CorruptFileException(manifestDirectory(directory), 0, "there is no manifest");
        }
        long version = versions.getLast();
        TableVersion current = codec.read(manifests.file(version), id, version);
        VersionHistory history = VersionHistory.read(manifests, versions, id, codec);
        report.removedManifests(manifests.removeAllBut(Set.copyOf(versions)));
        if (history.unreadable().isEmpty()) {
            removeUnknown(dataDirectory(directory), history::needs, report);
        }
        // What an unreadable manifest mentions is not known: nothing is removed before it is dealt with
        history.unreadable().forEach((_, failure) -> {
            log.error("An older version of a table cannot be read any more: %s", failure.getMessage());
            report.unreadableVersion();
        });
        return new LocalTable(directory, current, history, codec);
    }

    private static void removeUnknown(Path data, Predicate<String> needed, RecoveryReport report) throws IOException {
        for (Path file : DurableFiles.list(data)) {
            if (!needed.test(file.getFileName().toString())) {
                DurableFiles.delete(file);
                report.removedFile();
            }
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
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

    /** The versions that can be read, ascending; the last is the current one. */
    public synchronized List<RetainedVersion> versions() {
        return history.all();
    }

    /** Whether a failed commit may come back at the next start, so that its files must stay. */
    public synchronized boolean isInDoubt() {
        return inDoubt.isPresent();
    }

    /** The current version; its files stay until {@link #unpin}. */
    public synchronized TableVersion pin() {
        requireExists();
        return pin(current);
    }

    /** A version that is retained; its files stay until {@link #unpin}. */
    public synchronized TableVersion pin(long version) {
        requireExists();
        if (version == current.version()) {
            return pin(current);
        }
        Pin held = pins.get(version);
        return pin(held == null ? readOlder(version) : held.version());
    }

    /** What was current at a time, as far as it is retained: the newest retained version not committed later. */
    public synchronized TableVersion pinAsOf(Instant time) {
        requireExists();
        return pin(history.asOf(time).version());
    }

    private TableVersion pin(TableVersion version) {
        pins.merge(version.version(), new Pin(version, 1), (held, _) -> new Pin(version, held.readers() + 1));
        return version;
    }

    private TableVersion readOlder(long version) {
        history.require(version);
        try {
            return codec.read(manifests.file(version), id, version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives back one {@link #pin} of a version. */
    public synchronized void unpin(long version) {
        pins.computeIfPresent(
                version,
                (_, held) -> held.readers() == 1 ? null : new Pin(held.version(), held.readers() - 1));
        if (dropped && pins.isEmpty()) {
            delete(directory);
        } else if (!pins.containsKey(version) && !awaitingReaders.isEmpty()) {
            deleteUnneeded(Set.copyOf(awaitingReaders));
        }
    }

    /**
     * Applies a change to the current version and makes the result current, durably. A change that was prepared from an
     * older version has to check whether it still fits and throws {@link CommitConflictException} if not.
     */
    public synchronized TableVersion commit(UnaryOperator<TableVersion> change) {
        requireExists();
        requireNoDoubt();
        TableVersion next = change.apply(current).committed(now(), Optional.of(current));
        if (next.version() != current.version() + 1) {
            throw new IllegalStateException("version %d after %d".formatted(next.version(), current.version()));
        }
        try {
            DurableFiles.syncDirectory(dataDirectory());
            manifests.commit(next.version(), codec.encode(next));
        } catch (CommitInDoubtException e) {
            inDoubt = Optional.of(e);
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        current = next;
        history.add(RetainedVersion.of(next));
        return next;
    }

    /** A statement begins that will change rows of the version it reads; until it ends, no rows are moved. */
    public synchronized void beginRowChange() {
        rowChanges++;
    }

    /** Whether a statement keeps rows from being moved. */
    public synchronized boolean isChangingRows() {
        return rowChanges > 0;
    }

    /** Ends what {@link #beginRowChange} began. */
    public synchronized void endRowChange() {
        rowChanges--;
    }

    /**
     * Commits the same rows in other segments, unless the segments or the table's definition have changed or a statement
     * is changing rows, which must not find them moved.
     *
     * @return whether it did
     */
    public synchronized boolean commitCompaction(SegmentChange change) {
        requireExists();
        if (rowChanges > 0 || !current.columns().equals(change.base().columns())
                || !current.properties().equals(change.base().properties())) {
            return false;
        }
        try {
            commit(change);
            return true;
        } catch (CommitConflictException e) {
            return false;
        }
    }

    /** Commits the content of a retained version as the newest one. */
    public synchronized TableVersion rollBackTo(long version) {
        requireExists();
        TableVersion older = readOlder(version);
        return commit(latest -> latest.rollBackTo(older));
    }

    /**
     * Removes the versions that a policy does not retain, and the files that only they needed. Those that readers hold
     * go when the readers do.
     *
     * @return how many versions
     */
    public synchronized int expire(RetentionPolicy policy) {
        requireExists();
        requireNoDoubt();
        Set<Long> expired = new HashSet<>(policy.expired(history.all(), now()));
        expired.remove(current.version());
        if (expired.isEmpty()) {
            return 0;
        }
        try {
            // First so that no start finds a version without its files
            manifests.removeAll(expired);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        deleteUnneeded(history.remove(expired));
        return expired.size();
    }

    private void deleteUnneeded(Set<String> candidates) {
        Set<String> unneeded = new HashSet<>(candidates);
        unneeded.removeIf(history::needs);
        Set<String> held = new HashSet<>();
        pins.values().forEach(pin -> held.addAll(pin.version().files()));
        for (String file : unneeded) {
            if (held.contains(file)) {
                awaitingReaders.add(file);
            } else {
                awaitingReaders.remove(file);
                delete(dataDirectory().resolve(file));
            }
        }
    }

    /** Called once no name leads here any more. */
    synchronized void drop() {
        dropped = true;
        if (pins.isEmpty()) {
            delete(directory);
        }
    }

    private void requireExists() {
        if (dropped) {
            throw new TrinoException(TABLE_NOT_FOUND, "The table was dropped meanwhile");
        }
    }

    private void requireNoDoubt() {
        if (inDoubt.isPresent()) {
            throw inDoubt.get();
        }
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

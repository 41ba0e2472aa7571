package io.blueshift.store.catalog;

import io.airlift.log.Logger;
import io.blueshift.store.error.CorruptFileException;
import io.blueshift.store.files.DurableFiles;
import io.blueshift.store.format.SegmentCache;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.TypeManager;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;

/**
 * An open store: the names, the tables behind them, and the lock on the directory. Thread-safe. Opening recovers; a
 * table whose manifest is broken does not keep the others from being used, it fails whoever asks for it.
 */
public final class LocalStore implements Closeable {
    /** The schema of a new store. */
    public static final String DEFAULT_SCHEMA = "default";

    private static final Logger log = Logger.get(LocalStore.class);

    private final Path directory;
    private final StoreLock lock;
    private final VersionedFiles nameFiles;
    private final TableManifest codec;
    private final ZoneMappers zoneMappers;
    private final SegmentCache cache;
    private final Map<UUID, LocalTable> tables = new ConcurrentHashMap<>();
    private final Map<UUID, RuntimeException> broken = new ConcurrentHashMap<>();
    private volatile Names names;
    private volatile Optional<CommitInDoubtException> inDoubt = Optional.empty();

    private LocalStore(Path directory, StoreLock lock, TypeManager typeManager, SegmentCache cache)
            throws IOException {
        this.directory = directory;
        this.lock = lock;
        this.cache = cache;
        this.zoneMappers = new ZoneMappers(typeManager);
        this.codec = new TableManifest(typeManager, zoneMappers);
        DurableFiles.createDirectory(tablesDirectory());
        Path namesDirectory = directory.resolve("names");
        DurableFiles.createDirectory(namesDirectory);
        this.nameFiles = new VersionedFiles(namesDirectory);
        this.names = loadNames();
        recover();
    }

    /** Opens a store of which nothing but footers stays in memory. */
    public static LocalStore open(Path directory, TypeManager typeManager) throws IOException {
        return open(directory, typeManager, 0);
    }

    /**
     * Opens the store in a directory, making a new one if it is empty.
     *
     * @param cacheBytes of blocks that may stay in memory
     */
    public static LocalStore open(Path directory, TypeManager typeManager, long cacheBytes) throws IOException {
        Files.createDirectories(directory);
        StoreLock lock = StoreLock.acquire(directory);
        try {
            return new LocalStore(directory, lock, typeManager, new SegmentCache(cacheBytes));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private Names loadNames() throws IOException {
        OptionalLong version = nameFiles.current();
        if (version.isPresent()) {
            return NamesManifest.read(nameFiles.file(version.getAsLong()), version.getAsLong());
        }
        if (!DurableFiles.list(tablesDirectory()).isEmpty()) {
            // An empty list of names would make every table an orphan, to be removed
            throw new CorruptFileException(
                    directory.resolve("names"),
                    0,
                    "there is no list of names, but there are tables");
        }
        Names initial = Names.initial(DEFAULT_SCHEMA);
        nameFiles.commit(initial.version(), NamesManifest.encode(initial));
        return initial;
    }

    private void recover() throws IOException {
        RecoveryReport report = new RecoveryReport();
        report.removedManifests(nameFiles.removeAllBut(Set.of(names.version())));
        Set<UUID> known = new HashSet<>(names.allTables().values());
        for (Path entry : DurableFiles.list(tablesDirectory())) {
            if (known.stream().noneMatch(id -> tableDirectory(id).equals(entry))) {
                DurableFiles.deleteTree(entry);
                report.removedTable();
            }
        }
        names.allTables().forEach((name, id) -> {
            try {
                tables.put(id, LocalTable.open(tableDirectory(id), id, codec, report));
            } catch (IOException e) {
                broken.put(id, new UncheckedIOException(e));
            } catch (RuntimeException e) {
                broken.put(id, e);
            }
            if (broken.containsKey(id)) {
                log.error("Table %s cannot be opened: %s", name, broken.get(id).getMessage());
            }
        });
        if (!report.isClean()) {
            log.info("Local store %s: %s", directory, report);
        }
    }

    private Path tablesDirectory() {
        return directory.resolve("tables");
    }

    private Path tableDirectory(UUID id) {
        return tablesDirectory().resolve(id.toString());
    }

    public Path directory() {
        return directory;
    }

    public ZoneMappers zoneMappers() {
        return zoneMappers;
    }

    /** What was read of the store's segments. */
    public SegmentCache cache() {
        return cache;
    }

    /** The current names. */
    public Names names() {
        return names;
    }

    /** Applies a change to the current names and makes the result current, durably. No change, no commit. */
    public synchronized Names changeNames(UnaryOperator<Names> change) {
        if (inDoubt.isPresent()) {
            throw inDoubt.get();
        }
        Names before = names;
        Names next = change.apply(before);
        if (next.equals(before)) {
            return before;
        }
        if (next.version() != before.version() + 1) {
            throw new IllegalStateException("names %d after %d".formatted(next.version(), before.version()));
        }
        try {
            nameFiles.commit(next.version(), NamesManifest.encode(next));
        } catch (CommitInDoubtException e) {
            inDoubt = Optional.of(e);
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names = next;
        nameFiles.remove(before.version());
        before.allTables().values().stream().filter(id -> !next.allTables().containsValue(id)).forEach(this::forget);
        return next;
    }

    private void forget(UUID id) {
        broken.remove(id);
        Optional.ofNullable(tables.remove(id)).ifPresentOrElse(LocalTable::drop, () -> abandonTable(id));
    }

    /** The table of an id that the names mention. */
    public LocalTable table(UUID id) {
        RuntimeException failure = broken.get(id);
        if (failure != null) {
            throw failure;
        }
        return Optional.ofNullable(tables.get(id))
                .orElseThrow(() -> new TrinoException(TABLE_NOT_FOUND, "The table was dropped meanwhile"));
    }

    /** All tables that are sound. */
    public Collection<LocalTable> tables() {
        return List.copyOf(tables.values());
    }

    /** The table of an id if it exists and is sound. */
    public Optional<LocalTable> findTable(UUID id) {
        return Optional.ofNullable(tables.get(id));
    }

    /** Makes the directories of a table that does not exist yet, for its first rows. */
    public void prepareTable(UUID id) {
        try {
            LocalTable.createDirectories(tableDirectory(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Commits a prepared table, first itself, then its name.
     *
     * @param replace whether the name may be another table's, which goes in the same commit
     */
    public void createTable(SchemaTableName name, TableVersion first, boolean replace) {
        createTable(
                first,
                current -> replace
                        ? current.putTable(name, first.tableId())
                        : current.addTable(name, first.tableId()));
    }

    /** Commits a prepared table, first itself, then the change of the names that lets it be found. */
    public void createTable(TableVersion first, UnaryOperator<Names> naming) {
        try {
            LocalTable table = LocalTable.create(tableDirectory(first.tableId()), first, codec);
            tables.put(first.tableId(), table);
            changeNames(naming);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            tables.remove(first.tableId());
            throw e;
        }
    }

    /** Removes a prepared table that was not committed. */
    public void abandonTable(UUID id) {
        try {
            if (!names.allTables().containsValue(id) && inDoubt.isEmpty()) {
                DurableFiles.deleteTree(tableDirectory(id));
            }
        } catch (IOException e) {
            log.warn(e, "%s could not be deleted; the next start removes it", tableDirectory(id));
        }
    }

    /** Where a table's segment files are or will be. */
    public Path dataDirectory(UUID id) {
        return LocalTable.dataDirectory(tableDirectory(id));
    }

    @Override
    public void close() throws IOException {
        cache.clear();
        lock.close();
    }
}

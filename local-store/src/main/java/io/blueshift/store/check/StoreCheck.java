package io.blueshift.store.check;

import io.blueshift.store.catalog.Names;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.catalog.UnlockedStore;
import io.blueshift.store.error.CorruptFileException;
import io.blueshift.store.error.UnknownFormatException;
import io.blueshift.store.files.DurableFiles;
import io.trino.spi.connector.SchemaTableName;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A whole store, or one table of it. Reads everything once, with one thread; faults are told as they are found. */
public final class StoreCheck {
    private final UnlockedStore store;
    private final Consumer<Fault> faults;

    public StoreCheck(UnlockedStore store, Consumer<Fault> faults) {
        this.store = store;
        this.faults = faults;
    }

    /**
     * Checks all tables, or one.
     *
     * @return empty if there is no such table
     */
    public Optional<CheckSummary> run(Optional<SchemaTableName> only) throws IOException {
        Names names;
        try {
            names = store.names();
        } catch (CorruptFileException e) {
            faults.accept(Fault.of("names", e));
            return Optional.of(new CheckSummary(0, 0, 0, 0, 0, 1));
        } catch (UnknownFormatException e) {
            faults.accept(new Fault("names", e.getMessage(), store.directory().resolve("names"), 0));
            return Optional.of(new CheckSummary(0, 0, 0, 0, 0, 1));
        }
        Map<SchemaTableName, UUID> tables = names.allTables();
        // A materialised view is checked by its name
        Optional<SchemaTableName> wanted = only
                .map(name -> names.materializedView(name).isPresent() ? Names.storageOf(name) : name);
        if (wanted.isPresent() && !tables.containsKey(wanted.get())) {
            return Optional.empty();
        }
        CheckSummary all = CheckSummary.NOTHING;
        for (Map.Entry<SchemaTableName, UUID> table : tables.entrySet()) {
            if (wanted.isEmpty() || wanted.get().equals(table.getKey())) {
                all = all.plus(check(table.getKey(), table.getValue()));
            }
        }
        return Optional.of(all);
    }

    private CheckSummary check(SchemaTableName name, UUID id) throws IOException {
        try {
            return new TableCheck(store, name.toString(), id, faults).run();
        } catch (IOException e) {
            if (!store.names().allTables().containsValue(id)) {
                // Dropped meanwhile
                return CheckSummary.NOTHING;
            }
            faults.accept(new Fault(name.toString(), "cannot be read: " + e, store.dataDirectory(id).getParent(), 0));
            return new CheckSummary(1, 0, 0, 0, 0, 1);
        }
    }

    /**
     * Files that nothing needs, of a store that nobody has open: what a process that was killed left behind. They are no
     * fault; the next start removes them. Of a store that is open it cannot be said, because writers make files first and
     * mention them later.
     */
    public List<Path> leftovers() throws IOException {
        if (store.isOpen()) {
            return List.of();
        }
        Set<Path> leftovers = new HashSet<>();
        Set<UUID> known = new HashSet<>(store.names().allTables().values());
        for (Path directory : store.tableDirectories()) {
            Optional<UUID> table = known.stream().filter(id -> id.toString().equals(directory.getFileName().toString()))
                    .findFirst();
            if (table.isEmpty()) {
                leftovers.add(directory);
            } else if (Files.isDirectory(store.dataDirectory(table.get()))) {
                leftovers.addAll(unneeded(table.get()));
            }
        }
        return leftovers.stream().sorted().toList();
    }

    private Set<Path> unneeded(UUID table) throws IOException {
        Set<Path> files = new HashSet<>(DurableFiles.list(store.dataDirectory(table)));
        for (long number : store.versions(table)) {
            try {
                TableVersion version = store.version(table, number);
                version.files().forEach(file -> files.remove(store.dataDirectory(table).resolve(file)));
            } catch (RuntimeException e) {
                // What it needs is not known
                return Set.of();
            }
        }
        return files;
    }
}

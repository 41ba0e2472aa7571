package io.blueshift.server.check;

import io.blueshift.server.config.StartException;
import io.blueshift.store.catalog.UnlockedStore;
import io.blueshift.store.check.CheckSummary;
import io.blueshift.store.check.StoreCheck;
import io.trino.FeaturesConfig;
import io.trino.metadata.TypeRegistry;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.TypeManager;
import io.trino.spi.type.TypeOperators;
import io.trino.type.InternalTypeManager;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The process behind {@code ./blueshift check}: every fault of local tables in one line. A server may run on the same
 * directory meanwhile.
 */
public final class Check {
    static final int CLEAN = 0;
    static final int FAULTS = 1;
    static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final TypeManager types = new InternalTypeManager(
            new TypeRegistry(new TypeOperators(), new FeaturesConfig()));

    private Check(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Takes an optional table, {@code --data-directory DIR} and {@code --config FILE}. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv(), System.out, System.err));
    }

    /** Does the work and returns the exit code: 0 without faults, 1 with faults, 2 if it could not be done. */
    static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            return new Check(out, err).check(CheckOptions.parse(arguments, environment));
        } catch (StartException e) {
            err.println("blueshift check: " + e.getMessage());
            err.println(CheckOptions.USAGE);
            return USAGE;
        } catch (IOException e) {
            err.println("blueshift check: " + e);
            return USAGE;
        }
    }

    private int check(CheckOptions options) throws IOException {
        long start = System.nanoTime();
        Map<String, Path> stores = stores(options.directory());
        if (stores.isEmpty()) {
            throw new StartException("there are no local tables in " + options.directory());
        }
        Optional<CheckSummary> all = Optional.empty();
        for (Map.Entry<String, Path> store : stores.entrySet()) {
            Optional<CheckSummary> one = check(store.getKey(), store.getValue(), options.table());
            all = one.isEmpty() ? all : Optional.of(all.map(one.get()::plus).orElse(one.get()));
        }
        if (all.isEmpty()) {
            throw new StartException("there is no table %s in %s".formatted(options.table().orElse(""),
                    options.directory()));
        }
        CheckSummary summary = all.get();
        out.println("Checked: tables %d, versions %d, segments %d, delete vectors %d, bytes %d, seconds %.1f; faults %d"
                .formatted(summary.tables(), summary.versions(), summary.segments(), summary.deleteVectors(),
                        summary.bytes(), (System.nanoTime() - start) / 1e9, summary.faults()));
        return summary.faults() == 0 ? CLEAN : FAULTS;
    }

    /** By catalog; a directory that is a store itself has none. */
    private static Map<String, Path> stores(Path directory) throws IOException {
        Map<String, Path> stores = new TreeMap<>();
        if (UnlockedStore.exists(directory)) {
            stores.put("", directory);
        } else if (Files.isDirectory(directory.resolve("tables"))) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve("tables"))) {
                entries.forEach(entry -> {
                    if (UnlockedStore.exists(entry)) {
                        stores.put(entry.getFileName().toString(), entry);
                    }
                });
            }
        }
        return stores;
    }

    /** Empty if the table that is wanted is not here. */
    private Optional<CheckSummary> check(String catalog, Path directory, Optional<String> wanted) throws IOException {
        String prefix = catalog.isEmpty() ? "" : catalog + ".";
        Optional<SchemaTableName> table = wanted
                .map(name -> name.startsWith(prefix) ? name.substring(prefix.length()) : name).map(Check::tableName);
        StoreCheck check = new StoreCheck(new UnlockedStore(directory, types),
                fault -> out.println(prefix + fault));
        Optional<CheckSummary> summary = check.run(table);
        if (table.isEmpty() && summary.map(CheckSummary::faults).orElse(0) == 0) {
            check.leftovers().forEach(path -> err.println(
                    "note: nothing needs %s; the next start of the server removes it".formatted(path)));
        }
        return summary;
    }

    private static SchemaTableName tableName(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot == text.length() - 1) {
            throw new StartException("'%s' is not SCHEMA.TABLE".formatted(text));
        }
        return new SchemaTableName(text.substring(0, dot), text.substring(dot + 1));
    }
}

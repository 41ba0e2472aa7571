package io.blueshift.store.catalog;

import io.trino.spi.type.TypeManager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The stores that this process has open. One process may hold several catalogs over one directory (a test cluster in
 * one JVM does): they share one store, and the last to let go closes it.
 */
public final class OpenStores {
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private static final class Shared {
        private final LocalStore store;
        private int users;

        private Shared(LocalStore store) {
            this.store = store;
        }
    }

    private OpenStores() {}

    /** Opens the store of a directory or joins those who have it open. */
    public static LocalStore acquire(Path directory, TypeManager typeManager) throws IOException {
        synchronized (OPEN) {
            Files.createDirectories(directory);
            Path key = directory.toRealPath();
            Shared shared = OPEN.get(key);
            if (shared == null) {
                shared = new Shared(LocalStore.open(key, typeManager));
                OPEN.put(key, shared);
            }
            shared.users++;
            return shared.store;
        }
    }

    /** Gives back one {@link #acquire}. */
    public static void release(LocalStore store) throws IOException {
        synchronized (OPEN) {
            Shared shared = OPEN.get(store.directory());
            if (shared != null && --shared.users == 0) {
                OPEN.remove(store.directory());
                store.close();
            }
        }
    }
}

package io.blueshift.store.catalog;

import io.trino.spi.type.TypeManager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The stores that this process has open. One process may hold several catalogs over one directory (a test cluster in
 * one JVM does): they share one store, and the last to let go closes it.
 */
public final class OpenStores {
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private static final class Shared {
        private final LocalStore store;
        private final AutoCloseable service;
        private int users;

        private Shared(LocalStore store, AutoCloseable service) {
            this.store = store;
            this.service = service;
        }
    }

    private OpenStores() {}

    /**
     * Opens the store of a directory or joins those who have it open.
     *
     * @param cacheBytes of blocks that may stay in memory, if the store is opened
     * @param service started for a store that is opened, and closed before it is
     */
    public static LocalStore acquire(Path directory, TypeManager typeManager, long cacheBytes,
            Function<LocalStore, AutoCloseable> service) throws IOException {
        synchronized (OPEN) {
            Files.createDirectories(directory);
            Path key = directory.toRealPath();
            Shared shared = OPEN.get(key);
            if (shared == null) {
                LocalStore store = LocalStore.open(key, typeManager, cacheBytes);
                shared = new Shared(store, service.apply(store));
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
                try {
                    shared.service.close();
                } catch (Exception e) {
                    throw new IOException("a service of %s did not end".formatted(store.directory()), e);
                } finally {
                    store.close();
                }
            }
        }
    }
}

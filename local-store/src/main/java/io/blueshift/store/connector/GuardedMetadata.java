package io.blueshift.store.connector;

import io.blueshift.store.error.StoreErrors;
import io.trino.spi.connector.ConnectorMetadata;

import java.util.Optional;
import java.util.function.Supplier;

/** The interface that the engine calls, whose failures become errors that name the catalog. */
interface GuardedMetadata extends ConnectorMetadata {
    StoreErrors errors();

    default <T> T guarded(Supplier<T> action) {
        try {
            return action.get();
        } catch (RuntimeException e) {
            throw errors().translate(e);
        }
    }

    default void guarded(Runnable action) {
        guarded(() -> {
            action.run();
            return Optional.empty();
        });
    }
}

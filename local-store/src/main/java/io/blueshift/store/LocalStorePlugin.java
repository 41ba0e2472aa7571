package io.blueshift.store;

import io.blueshift.store.connector.LocalConnectorFactory;
import io.trino.spi.Plugin;
import io.trino.spi.connector.ConnectorFactory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The local store as a Trino plugin, connector name {@code local}. Its one property is {@code local.directory}, the
 * directory of the tables; a server that knows where its data belongs passes it as the default.
 */
public final class LocalStorePlugin implements Plugin {
    private final Optional<Path> defaultDirectory;

    /** For the service loader: {@code local.directory} has to be set. */
    public LocalStorePlugin() {
        this.defaultDirectory = Optional.empty();
    }

    public LocalStorePlugin(Path defaultDirectory) {
        this.defaultDirectory = Optional.of(defaultDirectory);
    }

    @Override
    public Iterable<ConnectorFactory> getConnectorFactories() {
        return List.of(new LocalConnectorFactory(defaultDirectory));
    }
}

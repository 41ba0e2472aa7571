package io.blueshift.store.connector;

import io.airlift.bootstrap.Bootstrap;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.OpenStores;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.maintenance.StoreMaintenance;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import static io.airlift.configuration.ConfigBinder.configBinder;
import static io.trino.spi.StandardErrorCode.CONFIGURATION_INVALID;

/** Makes {@code local} catalogs. */
public final class LocalConnectorFactory implements ConnectorFactory {
    private final Optional<Path> defaultDirectory;

    public LocalConnectorFactory(Optional<Path> defaultDirectory) {
        this.defaultDirectory = defaultDirectory;
    }

    @Override
    public String getName() {
        return "local";
    }

    @Override
    public Connector create(String catalogName, Map<String, String> config, ConnectorContext context) {
        Bootstrap app = new Bootstrap(
                "io.blueshift.catalog." + catalogName,
                binder -> configBinder(binder).bindConfig(LocalConfig.class));
        LocalConfig settings = app.doNotInitializeLogging().quiet()
                .disableSystemProperties()
                .setRequiredConfigurationProperties(config)
                .initialize()
                .getInstance(LocalConfig.class);
        Path directory = settings.getDirectory().map(File::toPath).or(() -> defaultDirectory)
                .orElseThrow(
                        () -> new TrinoException(
                                CONFIGURATION_INVALID,
                                "Catalog %s: local.directory is not set".formatted(catalogName)));
        StoreErrors errors = new StoreErrors(catalogName);
        try {
            LocalStore store = OpenStores.acquire(
                    directory,
                    context.getTypeManager(),
                    settings.getCacheSize().toBytes(),
                    opened -> StoreMaintenance.start(opened, settings.maintenance()));
            return new LocalConnector(store, errors, context.getTypeManager(), () -> threads(context));
        } catch (IOException | RuntimeException e) {
            throw errors.translate(e);
        }
    }

    /** As many as nodes like this one have processors. */
    private static int threads(ConnectorContext context) {
        return Runtime.getRuntime().availableProcessors()
                * Math.max(1, context.getNodeManager().getWorkerNodes().size());
    }
}

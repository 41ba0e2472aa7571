package io.blueshift.connector.lake;

import com.google.inject.Injector;
import io.airlift.bootstrap.Bootstrap;
import io.blueshift.connector.lake.external.ExternalModule;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.classloader.ThreadContextClassLoader;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import io.trino.spi.type.TypeManager;

import java.nio.file.Path;
import java.util.Map;

/** Makes lake catalogs. Neither the object store nor the Iceberg catalog need be up for it. */
final class LakeConnectorFactory implements ConnectorFactory {

    @Override
    public String getName() {
        return "lake";
    }

    @Override
    public Connector create(String catalogName, Map<String, String> config, ConnectorContext context) {
        Path definitions = Path.of("data", "lake", catalogName);
        // Hadoop and Iceberg find classes by name, in the loader of the thread
        try (ThreadContextClassLoader _ = new ThreadContextClassLoader(getClass().getClassLoader())) {
            Injector injector = new Bootstrap("io.blueshift.bootstrap.catalog." + catalogName, binder -> {
                binder.bind(CatalogName.class).toInstance(new CatalogName(catalogName));
                binder.bind(TypeManager.class).toInstance(context.getTypeManager());
            }, new LakeModule(), new ExternalModule(definitions)).doNotInitializeLogging().disableSystemProperties()
                    .quiet()
                    .setRequiredConfigurationProperties(config).initialize();
            return injector.getInstance(LakeConnector.class);
        }
    }
}

package io.blueshift.connector.jdbc;

import com.google.inject.Injector;
import com.google.inject.Module;
import io.airlift.bootstrap.Bootstrap;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import io.trino.spi.type.TypeManager;

import java.util.Map;

import static java.util.Objects.requireNonNull;

/** Makes catalogs of one kind of database. The database need not be up for its catalog to exist. */
public class JdbcConnectorFactory implements ConnectorFactory {
    private final String name;
    private final Module sourceModule;

    /**
     * @param name as in {@code connector.name}
     * @param sourceModule binds {@link JdbcSource}; the engine's {@link TypeManager} is there to be injected
     */
    public JdbcConnectorFactory(String name, Module sourceModule) {
        this.name = requireNonNull(name, "name is null");
        this.sourceModule = requireNonNull(sourceModule, "sourceModule is null");
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Connector create(String catalogName, Map<String, String> config, ConnectorContext context) {
        return create(catalogName, config, context, CredentialSource.AS_WRITTEN);
    }

    /** @param credentials finds what the settings of {@link CredentialSource#SETTINGS} stand for */
    public Connector create(String catalogName, Map<String, String> config, ConnectorContext context,
            CredentialSource credentials) {
        Injector injector = new Bootstrap("io.blueshift.bootstrap.catalog." + catalogName, binder -> {
            binder.bind(CatalogName.class).toInstance(new CatalogName(catalogName));
            binder.bind(CredentialSource.class).toInstance(credentials);
            binder.bind(TypeManager.class).toInstance(context.getTypeManager());
        }, new JdbcModule(), sourceModule).doNotInitializeLogging().disableSystemProperties().quiet()
                .setRequiredConfigurationProperties(config).initialize();
        return injector.getInstance(JdbcConnector.class);
    }
}

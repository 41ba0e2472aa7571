package io.blueshift.server;

import io.blueshift.server.catalog.BundledPlugin;
import io.blueshift.server.catalog.CatalogFailures;
import io.blueshift.server.catalog.CatalogFiles;
import io.blueshift.server.catalog.ExplainingConnectorFactory;
import io.blueshift.server.catalog.SecretValues;
import io.trino.spi.Plugin;
import io.trino.spi.catalog.CatalogStore;
import io.trino.spi.catalog.CatalogStoreFactory;
import io.trino.spi.connector.ConnectorFactory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The plugins on the class path, with what the server adds to them, and one more for the catalog store. */
record BundledPlugins(List<Plugin> sources, Map<String, Map<String, String>> defaults) {
    /** @param defaults settings by connector name, used where a catalog does not set them */
    BundledPlugins {
        sources = List.copyOf(sources);
        defaults = Map.copyOf(defaults);
    }

    Set<String> connectorNames() {
        return sources.stream()
                .flatMap(plugin -> StreamSupport.stream(plugin.getConnectorFactories().spliterator(), false))
                .map(ConnectorFactory::getName).collect(Collectors.toUnmodifiableSet());
    }

    List<Plugin> plugins(CatalogFiles store, SecretValues secrets, CatalogFailures failures) {
        UnaryOperator<ConnectorFactory> explain = factory -> new ExplainingConnectorFactory(factory,
                defaults.getOrDefault(factory.getName(), Map.of()), store::describe, secrets, failures);
        return Stream.<Plugin>concat(Stream.of(new StorePlugin(store)),
                sources.stream().map(plugin -> new BundledPlugin(plugin, explain))).toList();
    }

    /** Tells the engine where catalogs are kept. */
    private record StorePlugin(CatalogStore store) implements Plugin {
        @Override
        public Iterable<CatalogStoreFactory> getCatalogStoreFactories() {
            return List.of(new CatalogStoreFactory() {
                @Override
                public String getName() {
                    return EngineProperties.CATALOG_STORE;
                }

                @Override
                public CatalogStore create(Map<String, String> config) {
                    return store;
                }
            });
        }
    }
}

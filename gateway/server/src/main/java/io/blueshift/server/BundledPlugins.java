package io.blueshift.server;

import io.blueshift.connector.lake.LakePlugin;
import io.blueshift.connector.mysql.MySqlPlugin;
import io.blueshift.connector.postgresql.PostgreSqlPlugin;
import io.blueshift.server.catalog.BundledPlugin;
import io.blueshift.server.catalog.CatalogFailures;
import io.blueshift.server.catalog.CatalogFiles;
import io.blueshift.server.catalog.ExplainingConnectorFactory;
import io.blueshift.server.secrets.SecretReferences;
import io.blueshift.server.secrets.SecretValues;
import io.blueshift.server.sources.Sources;
import io.blueshift.store.LocalStorePlugin;
import io.trino.plugin.tpcds.TpcdsPlugin;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.spi.Plugin;
import io.trino.spi.catalog.CatalogStore;
import io.trino.spi.catalog.CatalogStoreFactory;
import io.trino.spi.connector.ConnectorFactory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The plugins on the class path, with what the server adds to them, and one more for the catalog store.
 *
 * @param tables where catalogs that keep something on this machine keep it, each in a directory of its own
 */
record BundledPlugins(List<Plugin> sources, Path tables) {
    /** Everything that a catalog can be made of. */
    static final List<Plugin> SOURCES = List.of(new LocalStorePlugin(), new LakePlugin(), new PostgreSqlPlugin(),
            new MySqlPlugin(), new TpchPlugin(), new TpcdsPlugin());
    /** The setting, by connector, that names the directory of a catalog. */
    private static final Map<String, String> DIRECTORY_SETTINGS = Map.of("local", "local.directory", "lake",
            "lake.external-tables-directory");

    BundledPlugins {
        sources = List.copyOf(sources);
    }

    Set<String> connectorNames() {
        return sources.stream()
                .flatMap(plugin -> StreamSupport.stream(plugin.getConnectorFactories().spliterator(), false))
                .map(ConnectorFactory::getName).collect(Collectors.toUnmodifiableSet());
    }

    List<Plugin> plugins(CatalogFiles store, SecretReferences references, SecretValues secrets,
            CatalogFailures failures, Sources live) {
        UnaryOperator<ConnectorFactory> explain = factory -> live.watching(new ExplainingConnectorFactory(factory,
                catalog -> defaults(factory.getName(), catalog), store::describe, references, secrets, failures));
        return Stream.<Plugin>concat(Stream.of(new StorePlugin(store)),
                sources.stream().map(plugin -> new BundledPlugin(plugin, explain))).toList();
    }

    private Map<String, String> defaults(String connector, String catalog) {
        String setting = DIRECTORY_SETTINGS.get(connector);
        return setting == null ? Map.of() : Map.of(setting, tables.resolve(catalog).toString());
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

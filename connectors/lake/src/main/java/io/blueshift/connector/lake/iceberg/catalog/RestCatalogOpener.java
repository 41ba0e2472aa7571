package io.blueshift.connector.lake.iceberg.catalog;

import com.google.common.collect.ImmutableMap;
import com.google.inject.Inject;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.trino.spi.catalog.CatalogName;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SessionCatalog.SessionContext;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.rest.HTTPClient;
import org.apache.iceberg.rest.RESTSessionCatalog;
import org.apache.iceberg.rest.RESTUtil;

import java.util.Map;

import static java.util.Objects.requireNonNull;

/** Opens a REST catalog whose files are read with the lake's own storage settings, whatever the server recommends. */
public final class RestCatalogOpener implements CatalogOpener {
    private final String name;
    private final RestCatalogConfig config;
    private final LakeStorage storage;

    @Inject
    public RestCatalogOpener(CatalogName name, RestCatalogConfig config, LakeStorage storage) {
        this.name = name.toString();
        this.config = requireNonNull(config, "config is null");
        this.storage = requireNonNull(storage, "storage is null");
    }

    @Override
    public OpenCatalog open() {
        RESTSessionCatalog catalog = new RESTSessionCatalog(
                settings -> HTTPClient.builder(settings).uri(settings.get(CatalogProperties.URI))
                        .withHeaders(RESTUtil.configHeaders(settings)).build(),
                (context, settings) -> new HadoopFileIO(storage.hadoopConfiguration()));
        catalog.initialize(name, properties());
        Catalog tables = catalog.asCatalog(SessionContext.createEmpty());
        return new OpenCatalog(tables, (SupportsNamespaces) tables, catalog, false);
    }

    private Map<String, String> properties() {
        ImmutableMap.Builder<String, String> properties = ImmutableMap.builder();
        properties.put(CatalogProperties.URI, config.getUri().toString());
        properties.put("rest.client.connection-timeout-ms", String.valueOf(config.getConnectTimeout().toMillis()));
        properties.put("rest.client.socket-timeout-ms", String.valueOf(config.getSocketTimeout().toMillis()));
        properties.put("rest.client.max-retries", "2");
        properties.put("rest-metrics-reporting-enabled", "false");
        config.getWarehouse().ifPresent(value -> properties.put(CatalogProperties.WAREHOUSE_LOCATION, value));
        config.getPrefix().ifPresent(value -> properties.put("prefix", value));
        config.getToken().ifPresent(value -> properties.put("token", value));
        config.getCredential().ifPresent(value -> properties.put("credential", value));
        config.getScope().ifPresent(value -> properties.put("scope", value));
        config.getOauthServer().ifPresent(value -> properties.put("oauth2-server-uri", value.toString()));
        if (config.getSecurity() == RestCatalogConfig.Security.OAUTH2 || config.getToken().isPresent()
                || config.getCredential().isPresent()) {
            properties.put("rest.auth.type", "oauth2");
        }
        return properties.buildOrThrow();
    }

    @Override
    public String description() {
        return "REST catalog at " + config.getUri();
    }
}

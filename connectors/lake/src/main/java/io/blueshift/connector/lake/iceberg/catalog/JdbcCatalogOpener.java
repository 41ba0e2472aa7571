package io.blueshift.connector.lake.iceberg.catalog;

import com.google.common.collect.ImmutableMap;
import com.google.inject.Inject;
import io.blueshift.connector.lake.storage.LakeStorage;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/** Opens a catalog that lives in two tables of a relational database, which it creates when they are missing. */
public final class JdbcCatalogOpener implements CatalogOpener {
    private final JdbcCatalogConfig config;
    private final LakeStorage storage;

    @Inject
    public JdbcCatalogOpener(JdbcCatalogConfig config, LakeStorage storage) {
        this.config = requireNonNull(config, "config is null");
        this.storage = requireNonNull(storage, "storage is null");
    }

    @Override
    public OpenCatalog open() {
        JdbcCatalog catalog = new JdbcCatalog(settings -> new HadoopFileIO(storage.hadoopConfiguration()), null, true);
        catalog.initialize(config.getCatalogName(), properties());
        return OpenCatalog.of(catalog);
    }

    private Map<String, String> properties() {
        ImmutableMap.Builder<String, String> properties = ImmutableMap.builder();
        properties.put(CatalogProperties.URI, config.getConnectionUrl());
        properties.put(CatalogProperties.WAREHOUSE_LOCATION, config.getDefaultWarehouseDir());
        properties.put(CatalogProperties.UNIQUE_TABLE_LOCATION, "true");
        properties.put("jdbc.schema-version", "V1");
        config.getConnectionUser().ifPresent(value -> properties.put("jdbc.user", value));
        config.getConnectionPassword().ifPresent(value -> properties.put("jdbc.password", value));
        if (config.getConnectionUrl().startsWith("jdbc:postgresql:")) {
            String seconds = String.valueOf(Math.max(1, config.getConnectTimeout().roundTo(TimeUnit.SECONDS)));
            properties.put("jdbc.connectTimeout", seconds);
            properties.put("jdbc.loginTimeout", seconds);
        }
        return properties.buildOrThrow();
    }

    @Override
    public String description() {
        return "JDBC catalog at " + address();
    }

    @Override
    public String redact(String message) {
        return message.replace(config.getConnectionUrl(), address());
    }

    /** Without user and parameters, which may hold a password. */
    private String address() {
        return config.getConnectionUrl().replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
    }
}

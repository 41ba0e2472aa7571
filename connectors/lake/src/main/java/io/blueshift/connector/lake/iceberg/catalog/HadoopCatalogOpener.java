package io.blueshift.connector.lake.iceberg.catalog;

import com.google.inject.Inject;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.trino.spi.catalog.CatalogName;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.hadoop.HadoopCatalog;

import java.util.Map;

import static java.util.Objects.requireNonNull;

/** Opens a catalog that is a directory of tables. */
public final class HadoopCatalogOpener implements CatalogOpener {
    private final String name;
    private final HadoopCatalogConfig config;
    private final LakeStorage storage;

    @Inject
    public HadoopCatalogOpener(CatalogName name, HadoopCatalogConfig config, LakeStorage storage) {
        this.name = name.toString();
        this.config = requireNonNull(config, "config is null");
        this.storage = requireNonNull(storage, "storage is null");
    }

    @Override
    public OpenCatalog open() {
        HadoopCatalog catalog = new HadoopCatalog();
        catalog.setConf(storage.hadoopConfiguration());
        catalog.initialize(name, Map.of(CatalogProperties.WAREHOUSE_LOCATION, config.getWarehouse()));
        return OpenCatalog.of(catalog);
    }

    @Override
    public String description() {
        return "Hadoop catalog at " + config.getWarehouse();
    }
}

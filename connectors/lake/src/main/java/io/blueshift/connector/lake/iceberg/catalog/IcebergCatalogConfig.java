package io.blueshift.connector.lake.iceberg.catalog;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;

import java.util.Optional;

/** Which kind of Iceberg catalog keeps the tables; without one, the lake has external tables alone. */
public class IcebergCatalogConfig {
    /** The kinds; spelled in lower case in properties files. */
    public enum CatalogType {
        REST, JDBC, HADOOP
    }

    private Optional<CatalogType> type = Optional.empty();

    public Optional<CatalogType> getType() {
        return type;
    }

    @Config("iceberg.catalog.type")
    @ConfigDescription("rest, jdbc or hadoop; absent: external tables only")
    public IcebergCatalogConfig setType(CatalogType type) {
        this.type = Optional.ofNullable(type);
        return this;
    }
}

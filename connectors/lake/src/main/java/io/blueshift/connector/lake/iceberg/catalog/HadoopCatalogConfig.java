package io.blueshift.connector.lake.iceberg.catalog;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import jakarta.validation.constraints.NotEmpty;

/** A catalog that is nothing but a directory. Renames on S3 are not atomic: one writer at a time there. */
public class HadoopCatalogConfig {
    private String warehouse;

    @NotEmpty
    public String getWarehouse() {
        return warehouse;
    }

    @Config("iceberg.hadoop-catalog.warehouse")
    @ConfigDescription("Location of the directory, such as s3://bucket/warehouse or file:///data/warehouse")
    public HadoopCatalogConfig setWarehouse(String warehouse) {
        this.warehouse = warehouse;
        return this;
    }
}

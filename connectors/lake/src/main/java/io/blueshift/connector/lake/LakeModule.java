package io.blueshift.connector.lake;

import com.google.inject.Binder;
import com.google.inject.Scopes;
import com.google.inject.multibindings.OptionalBinder;
import io.airlift.configuration.AbstractConfigurationAwareModule;
import io.blueshift.connector.lake.external.DirectorySchemas;
import io.blueshift.connector.lake.iceberg.IcebergPageSinkProvider;
import io.blueshift.connector.lake.iceberg.IcebergReader;
import io.blueshift.connector.lake.iceberg.IcebergSchemas;
import io.blueshift.connector.lake.iceberg.catalog.CatalogOpener;
import io.blueshift.connector.lake.iceberg.catalog.HadoopCatalogConfig;
import io.blueshift.connector.lake.iceberg.catalog.HadoopCatalogOpener;
import io.blueshift.connector.lake.iceberg.catalog.IcebergCatalog;
import io.blueshift.connector.lake.iceberg.catalog.IcebergCatalogConfig;
import io.blueshift.connector.lake.iceberg.catalog.IcebergCatalogConfig.CatalogType;
import io.blueshift.connector.lake.iceberg.catalog.JdbcCatalogConfig;
import io.blueshift.connector.lake.iceberg.catalog.JdbcCatalogOpener;
import io.blueshift.connector.lake.iceberg.catalog.RestCatalogConfig;
import io.blueshift.connector.lake.iceberg.catalog.RestCatalogOpener;
import io.blueshift.connector.lake.parquet.ParquetPageSourceFactory;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.storage.StorageConfig;
import io.blueshift.connector.lake.table.LakeSchemas;

import java.util.Optional;

import static io.airlift.configuration.ConfigBinder.configBinder;

/** Wires a lake: storage, the one configured kind of Iceberg catalog if any, and where schemas are kept accordingly. */
final class LakeModule extends AbstractConfigurationAwareModule {
    @Override
    protected void setup(Binder binder) {
        configBinder(binder).bindConfig(StorageConfig.class);
        binder.bind(LakeStorage.class).in(Scopes.SINGLETON);
        binder.bind(ParquetPageSourceFactory.class).in(Scopes.SINGLETON);
        binder.bind(IcebergReader.class).in(Scopes.SINGLETON);
        binder.bind(IcebergPageSinkProvider.class).in(Scopes.SINGLETON);
        binder.bind(CatalogErrors.class).in(Scopes.SINGLETON);
        binder.bind(LakeConnector.class).in(Scopes.SINGLETON);
        OptionalBinder.newOptionalBinder(binder, IcebergCatalog.class);
        Optional<CatalogType> type = buildConfigObject(IcebergCatalogConfig.class).getType();
        if (type.isEmpty()) {
            binder.bind(LakeSchemas.class).to(DirectorySchemas.class).in(Scopes.SINGLETON);
            return;
        }
        binder.bind(IcebergCatalog.class).in(Scopes.SINGLETON);
        binder.bind(LakeSchemas.class).to(IcebergSchemas.class).in(Scopes.SINGLETON);
        switch (type.get()) {
            case REST -> {
                configBinder(binder).bindConfig(RestCatalogConfig.class);
                binder.bind(CatalogOpener.class).to(RestCatalogOpener.class).in(Scopes.SINGLETON);
            }
            case JDBC -> {
                configBinder(binder).bindConfig(JdbcCatalogConfig.class);
                binder.bind(CatalogOpener.class).to(JdbcCatalogOpener.class).in(Scopes.SINGLETON);
            }
            case HADOOP -> {
                configBinder(binder).bindConfig(HadoopCatalogConfig.class);
                binder.bind(CatalogOpener.class).to(HadoopCatalogOpener.class).in(Scopes.SINGLETON);
            }
        }
    }
}

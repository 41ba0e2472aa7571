package io.blueshift.connector.lake.iceberg.catalog;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import io.airlift.configuration.ConfigSecuritySensitive;
import io.airlift.units.Duration;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The database that keeps the catalog, under the names that Trino's users know. PostgreSQL's driver is on board. */
public class JdbcCatalogConfig {
    private String connectionUrl;
    private Optional<String> connectionUser = Optional.empty();
    private Optional<String> connectionPassword = Optional.empty();
    private String catalogName;
    private String warehouse;
    private Duration connectTimeout = new Duration(5, TimeUnit.SECONDS);

    @NotEmpty
    public String getConnectionUrl() {
        return connectionUrl;
    }

    @Config("iceberg.jdbc-catalog.connection-url")
    public JdbcCatalogConfig setConnectionUrl(String connectionUrl) {
        this.connectionUrl = connectionUrl;
        return this;
    }

    public Optional<String> getConnectionUser() {
        return connectionUser;
    }

    @Config("iceberg.jdbc-catalog.connection-user")
    public JdbcCatalogConfig setConnectionUser(String connectionUser) {
        this.connectionUser = Optional.ofNullable(connectionUser);
        return this;
    }

    public Optional<String> getConnectionPassword() {
        return connectionPassword;
    }

    @Config("iceberg.jdbc-catalog.connection-password")
    @ConfigSecuritySensitive
    public JdbcCatalogConfig setConnectionPassword(String connectionPassword) {
        this.connectionPassword = Optional.ofNullable(connectionPassword);
        return this;
    }

    @NotEmpty
    public String getCatalogName() {
        return catalogName;
    }

    @Config("iceberg.jdbc-catalog.catalog-name")
    @ConfigDescription("Name under which the tables are kept in the database: one database may keep several catalogs")
    public JdbcCatalogConfig setCatalogName(String catalogName) {
        this.catalogName = catalogName;
        return this;
    }

    @NotEmpty
    public String getDefaultWarehouseDir() {
        return warehouse;
    }

    @Config("iceberg.jdbc-catalog.default-warehouse-dir")
    @ConfigDescription("Location below which schemas and tables are put that name none, such as s3://bucket/warehouse")
    public JdbcCatalogConfig setDefaultWarehouseDir(String warehouse) {
        this.warehouse = warehouse;
        return this;
    }

    @NotNull
    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    @Config("iceberg.jdbc-catalog.connect-timeout")
    public JdbcCatalogConfig setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
        return this;
    }
}

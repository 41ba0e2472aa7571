package io.blueshift.connector.lake.iceberg.catalog;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import io.airlift.configuration.ConfigSecuritySensitive;
import io.airlift.units.Duration;
import jakarta.validation.constraints.NotNull;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where the REST catalog is and how to be let in, under the names that Trino's users know. */
public class RestCatalogConfig {
    /** How the catalog tells who asks. */
    public enum Security {
        NONE, OAUTH2
    }

    private URI uri;
    private Optional<String> warehouse = Optional.empty();
    private Optional<String> prefix = Optional.empty();
    private Security security = Security.NONE;
    private Optional<String> token = Optional.empty();
    private Optional<String> credential = Optional.empty();
    private Optional<String> scope = Optional.empty();
    private Optional<URI> oauthServer = Optional.empty();
    private Duration connectTimeout = new Duration(5, TimeUnit.SECONDS);
    private Duration socketTimeout = new Duration(30, TimeUnit.SECONDS);

    @NotNull
    public URI getUri() {
        return uri;
    }

    @Config("iceberg.rest-catalog.uri")
    public RestCatalogConfig setUri(URI uri) {
        this.uri = uri;
        return this;
    }

    public Optional<String> getWarehouse() {
        return warehouse;
    }

    @Config("iceberg.rest-catalog.warehouse")
    @ConfigDescription("Which of the server's warehouses; a name or location that the server understands")
    public RestCatalogConfig setWarehouse(String warehouse) {
        this.warehouse = Optional.ofNullable(warehouse);
        return this;
    }

    public Optional<String> getPrefix() {
        return prefix;
    }

    @Config("iceberg.rest-catalog.prefix")
    public RestCatalogConfig setPrefix(String prefix) {
        this.prefix = Optional.ofNullable(prefix);
        return this;
    }

    @NotNull
    public Security getSecurity() {
        return security;
    }

    @Config("iceberg.rest-catalog.security")
    @ConfigDescription("NONE or OAUTH2; giving a token or credential means OAUTH2")
    public RestCatalogConfig setSecurity(Security security) {
        this.security = security;
        return this;
    }

    public Optional<String> getToken() {
        return token;
    }

    @Config("iceberg.rest-catalog.oauth2.token")
    @ConfigSecuritySensitive
    public RestCatalogConfig setToken(String token) {
        this.token = Optional.ofNullable(token);
        return this;
    }

    public Optional<String> getCredential() {
        return credential;
    }

    @Config("iceberg.rest-catalog.oauth2.credential")
    @ConfigSecuritySensitive
    @ConfigDescription("client-id:client-secret, exchanged for a token")
    public RestCatalogConfig setCredential(String credential) {
        this.credential = Optional.ofNullable(credential);
        return this;
    }

    public Optional<String> getScope() {
        return scope;
    }

    @Config("iceberg.rest-catalog.oauth2.scope")
    public RestCatalogConfig setScope(String scope) {
        this.scope = Optional.ofNullable(scope);
        return this;
    }

    public Optional<URI> getOauthServer() {
        return oauthServer;
    }

    @Config("iceberg.rest-catalog.oauth2.server-uri")
    public RestCatalogConfig setOauthServer(URI oauthServer) {
        this.oauthServer = Optional.ofNullable(oauthServer);
        return this;
    }

    @NotNull
    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    @Config("iceberg.rest-catalog.connect-timeout")
    public RestCatalogConfig setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
        return this;
    }

    @NotNull
    public Duration getSocketTimeout() {
        return socketTimeout;
    }

    @Config("iceberg.rest-catalog.socket-timeout")
    public RestCatalogConfig setSocketTimeout(Duration socketTimeout) {
        this.socketTimeout = socketTimeout;
        return this;
    }
}

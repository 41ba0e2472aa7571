package io.blueshift.connector.lake.storage;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import io.airlift.configuration.ConfigSecuritySensitive;
import io.airlift.units.Duration;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How to reach S3, under the property names that Trino's users know. Without keys the SDK's own chain is asked. */
public class StorageConfig {
    private Optional<String> endpoint = Optional.empty();
    private Optional<String> region = Optional.empty();
    private Optional<String> accessKey = Optional.empty();
    private Optional<String> secretKey = Optional.empty();
    private Optional<String> sessionToken = Optional.empty();
    private boolean pathStyleAccess;
    private int maxConnections = 200;
    private int maxErrorRetries = 2;
    private Duration connectTimeout = new Duration(5, TimeUnit.SECONDS);
    private Duration socketTimeout = new Duration(30, TimeUnit.SECONDS);

    @NotNull
    public Optional<String> getEndpoint() {
        return endpoint;
    }

    @Config("s3.endpoint")
    @ConfigDescription("URL of the S3 service; AWS when absent")
    public StorageConfig setEndpoint(String endpoint) {
        this.endpoint = Optional.ofNullable(endpoint);
        return this;
    }

    @NotNull
    public Optional<String> getRegion() {
        return region;
    }

    @Config("s3.region")
    @ConfigDescription("AWS region; us-east-1 when an endpoint is set and no region")
    public StorageConfig setRegion(String region) {
        this.region = Optional.ofNullable(region);
        return this;
    }

    @NotNull
    public Optional<String> getAwsAccessKey() {
        return accessKey;
    }

    @Config("s3.aws-access-key")
    public StorageConfig setAwsAccessKey(String accessKey) {
        this.accessKey = Optional.ofNullable(accessKey);
        return this;
    }

    @NotNull
    public Optional<String> getAwsSecretKey() {
        return secretKey;
    }

    @Config("s3.aws-secret-key")
    @ConfigSecuritySensitive
    public StorageConfig setAwsSecretKey(String secretKey) {
        this.secretKey = Optional.ofNullable(secretKey);
        return this;
    }

    @NotNull
    public Optional<String> getAwsSessionToken() {
        return sessionToken;
    }

    @Config("s3.aws-session-token")
    @ConfigSecuritySensitive
    @ConfigDescription("Session token that belongs to temporary keys")
    public StorageConfig setAwsSessionToken(String sessionToken) {
        this.sessionToken = Optional.ofNullable(sessionToken);
        return this;
    }

    public boolean isPathStyleAccess() {
        return pathStyleAccess;
    }

    @Config("s3.path-style-access")
    @ConfigDescription("Put the bucket into the path, not the host name: MinIO and most other servers need it")
    public StorageConfig setPathStyleAccess(boolean pathStyleAccess) {
        this.pathStyleAccess = pathStyleAccess;
        return this;
    }

    @Min(1)
    public int getMaxConnections() {
        return maxConnections;
    }

    @Config("s3.max-connections")
    public StorageConfig setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
        return this;
    }

    @Min(0)
    public int getMaxErrorRetries() {
        return maxErrorRetries;
    }

    @Config("s3.max-error-retries")
    @ConfigDescription("How often a failed request is repeated")
    public StorageConfig setMaxErrorRetries(int maxErrorRetries) {
        this.maxErrorRetries = maxErrorRetries;
        return this;
    }

    @NotNull
    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    @Config("s3.connect-timeout")
    public StorageConfig setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
        return this;
    }

    @NotNull
    public Duration getSocketTimeout() {
        return socketTimeout;
    }

    @Config("s3.socket-read-timeout")
    @ConfigDescription("How long a started request may stay silent")
    public StorageConfig setSocketTimeout(Duration socketTimeout) {
        this.socketTimeout = socketTimeout;
        return this;
    }

    @AssertTrue(message = "s3.aws-access-key and s3.aws-secret-key go together: set both or none")
    public boolean isKeyPairComplete() {
        return accessKey.isPresent() == secretKey.isPresent();
    }
}

package io.blueshift.connector.jdbc;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import io.airlift.configuration.ConfigSecuritySensitive;
import io.airlift.units.Duration;
import io.airlift.units.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import java.util.Optional;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

/** The properties of a catalog over a live database, named as Trino's JDBC connectors name theirs. */
public class JdbcConfig {
    private String connectionUrl;
    private String connectionUser;
    private String connectionPassword;
    private int poolSizeMax = 20;
    private int poolWaitingMax = 100;
    private Duration poolWaitTimeout = new Duration(30, SECONDS);
    private Duration poolIdleTimeout = new Duration(5, MINUTES);
    private Duration connectionTimeout = new Duration(5, SECONDS);
    private boolean caseInsensitiveNameMatching = true;
    private int domainCompactionThreshold = 256;
    private int dynamicFilterValuesMax = 200_000;
    private int writeBatchSize = 1_000;
    private Duration metadataCacheTtl = new Duration(5, SECONDS);
    private Duration statisticsCacheTtl = new Duration(1, MINUTES);
    private Duration stagingAgeMax = new Duration(1, DAYS);
    private boolean statisticsEnabled = true;

    @NotNull
    public String getConnectionUrl() {
        return connectionUrl;
    }

    // The URL may carry user and password
    @Config("connection-url")
    @ConfigSecuritySensitive
    @ConfigDescription("JDBC URL of the database")
    public JdbcConfig setConnectionUrl(String connectionUrl) {
        this.connectionUrl = connectionUrl;
        return this;
    }

    public Optional<String> getConnectionUser() {
        return Optional.ofNullable(connectionUser);
    }

    @Config("connection-user")
    public JdbcConfig setConnectionUser(String connectionUser) {
        this.connectionUser = connectionUser;
        return this;
    }

    public Optional<String> getConnectionPassword() {
        return Optional.ofNullable(connectionPassword);
    }

    @Config("connection-password")
    @ConfigSecuritySensitive
    public JdbcConfig setConnectionPassword(String connectionPassword) {
        this.connectionPassword = connectionPassword;
        return this;
    }

    @Min(1)
    @Max(1_000)
    public int getPoolSizeMax() {
        return poolSizeMax;
    }

    @Config("connection-pool.max-size")
    @ConfigDescription("Connections that this catalog may hold open at once")
    public JdbcConfig setPoolSizeMax(int poolSizeMax) {
        this.poolSizeMax = poolSizeMax;
        return this;
    }

    @NotNull
    public Duration getPoolWaitTimeout() {
        return poolWaitTimeout;
    }

    @Config("connection-pool.wait-timeout")
    @ConfigDescription("How long a query waits for a connection when all are in use")
    public JdbcConfig setPoolWaitTimeout(Duration poolWaitTimeout) {
        this.poolWaitTimeout = poolWaitTimeout;
        return this;
    }

    @Min(0)
    public int getPoolWaitingMax() {
        return poolWaitingMax;
    }

    @Config("connection-pool.max-waiting")
    @ConfigDescription("Queries that may wait for a connection; more of them fail at once")
    public JdbcConfig setPoolWaitingMax(int poolWaitingMax) {
        this.poolWaitingMax = poolWaitingMax;
        return this;
    }

    @NotNull
    public Duration getPoolIdleTimeout() {
        return poolIdleTimeout;
    }

    @Config("connection-pool.idle-timeout")
    @ConfigDescription("Unused connections are closed after this time")
    public JdbcConfig setPoolIdleTimeout(Duration poolIdleTimeout) {
        this.poolIdleTimeout = poolIdleTimeout;
        return this;
    }

    @NotNull
    public Duration getConnectionTimeout() {
        return connectionTimeout;
    }

    @Config("connection-timeout")
    @ConfigDescription("How long opening a connection may take")
    public JdbcConfig setConnectionTimeout(Duration connectionTimeout) {
        this.connectionTimeout = connectionTimeout;
        return this;
    }

    public boolean isCaseInsensitiveNameMatching() {
        return caseInsensitiveNameMatching;
    }

    @Config("case-insensitive-name-matching")
    @ConfigDescription("Find schemas and tables whose names the database spells with capitals")
    public JdbcConfig setCaseInsensitiveNameMatching(boolean caseInsensitiveNameMatching) {
        this.caseInsensitiveNameMatching = caseInsensitiveNameMatching;
        return this;
    }

    @Min(1)
    @Max(1_000_000)
    public int getDynamicFilterValuesMax() {
        return dynamicFilterValuesMax;
    }

    @Config("dynamic-filter.max-values")
    @ConfigDescription("Longest list of values found by a join that is sent to the source as such")
    public JdbcConfig setDynamicFilterValuesMax(int dynamicFilterValuesMax) {
        this.dynamicFilterValuesMax = dynamicFilterValuesMax;
        return this;
    }

    @Min(1)
    @Max(10_000)
    public int getDomainCompactionThreshold() {
        return domainCompactionThreshold;
    }

    @Config("domain-compaction-threshold")
    @ConfigDescription("Longest list of values sent to the database as such; longer ones are sent as their range")
    public JdbcConfig setDomainCompactionThreshold(int domainCompactionThreshold) {
        this.domainCompactionThreshold = domainCompactionThreshold;
        return this;
    }

    @Min(1)
    @Max(1_000_000)
    public int getWriteBatchSize() {
        return writeBatchSize;
    }

    @Config("write.batch-size")
    @ConfigDescription("Rows per batch of INSERT statements")
    public JdbcConfig setWriteBatchSize(int writeBatchSize) {
        this.writeBatchSize = writeBatchSize;
        return this;
    }

    @NotNull
    @MinDuration("1h")
    public Duration getStagingAgeMax() {
        return stagingAgeMax;
    }

    @Config("write.staging-max-age")
    @ConfigDescription("Staging tables older than this are held for left behind, and dropped by the next write to their schema")
    public JdbcConfig setStagingAgeMax(Duration stagingAgeMax) {
        this.stagingAgeMax = stagingAgeMax;
        return this;
    }

    @NotNull
    public Duration getMetadataCacheTtl() {
        return metadataCacheTtl;
    }

    @Config("metadata.cache-ttl")
    @ConfigDescription("How long what the database says of its tables is held for true; 0s asks for each statement")
    public JdbcConfig setMetadataCacheTtl(Duration metadataCacheTtl) {
        this.metadataCacheTtl = metadataCacheTtl;
        return this;
    }

    @NotNull
    public Duration getStatisticsCacheTtl() {
        return statisticsCacheTtl;
    }

    @Config("statistics.cache-ttl")
    @ConfigDescription("How long the database's statistics are held for true; 0s asks for each statement")
    public JdbcConfig setStatisticsCacheTtl(Duration statisticsCacheTtl) {
        this.statisticsCacheTtl = statisticsCacheTtl;
        return this;
    }

    public boolean isStatisticsEnabled() {
        return statisticsEnabled;
    }

    @Config("statistics.enabled")
    @ConfigDescription("Give the database's statistics to the optimiser")
    public JdbcConfig setStatisticsEnabled(boolean statisticsEnabled) {
        this.statisticsEnabled = statisticsEnabled;
        return this;
    }
}

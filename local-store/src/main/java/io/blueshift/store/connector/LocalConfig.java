package io.blueshift.store.connector;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import io.blueshift.store.catalog.RetentionPolicy;
import io.blueshift.store.maintenance.CompactionSettings;
import io.blueshift.store.maintenance.MaintenanceSettings;

import java.io.File;
import java.util.Optional;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

/** The properties of a {@code local} catalog. */
public class LocalConfig {
    private static final double CACHE_SHARE_OF_HEAP = 0.15;

    private Optional<File> directory = Optional.empty();
    private DataSize cacheSize = DataSize.ofBytes((long) (Runtime.getRuntime().maxMemory() * CACHE_SHARE_OF_HEAP));
    private boolean compactionEnabled = true;
    private Duration compactionInterval = new Duration(500, MILLISECONDS);
    private double deletedRowsShare = CompactionSettings.BACKGROUND.deletedShare();
    private Duration snapshotRetention = new Duration(1, DAYS);

    public Optional<File> getDirectory() {
        return directory;
    }

    @Config("local.directory")
    @ConfigDescription("Directory of the tables; made if it does not exist. One process owns it at a time")
    public LocalConfig setDirectory(File directory) {
        this.directory = Optional.ofNullable(directory);
        return this;
    }

    public DataSize getCacheSize() {
        return cacheSize;
    }

    @Config("local.cache-size")
    @ConfigDescription("Encoded blocks that stay in memory after they were read, in bytes; 15 % of the heap if not set")
    public LocalConfig setCacheSize(DataSize size) {
        this.cacheSize = size;
        return this;
    }

    public boolean isCompactionEnabled() {
        return compactionEnabled;
    }

    @Config("local.compaction.enabled")
    @ConfigDescription("Merge small segments and remove deleted rows in the background")
    public LocalConfig setCompactionEnabled(boolean enabled) {
        this.compactionEnabled = enabled;
        return this;
    }

    public Duration getCompactionInterval() {
        return compactionInterval;
    }

    @Config("local.compaction.interval")
    @ConfigDescription("How often tables are looked at for something to compact or to expire")
    public LocalConfig setCompactionInterval(Duration interval) {
        this.compactionInterval = interval;
        return this;
    }

    public double getDeletedRowsShare() {
        return deletedRowsShare;
    }

    @Config("local.compaction.deleted-rows-share")
    @ConfigDescription("Share of a segment's rows that have to be deleted for it to be written anew")
    public LocalConfig setDeletedRowsShare(double share) {
        this.deletedRowsShare = share;
        return this;
    }

    public Duration getSnapshotRetention() {
        return snapshotRetention;
    }

    @Config("local.snapshot-retention")
    @ConfigDescription("How long one old version per hour stays readable")
    public LocalConfig setSnapshotRetention(Duration retention) {
        this.snapshotRetention = retention;
        return this;
    }

    MaintenanceSettings maintenance() {
        return new MaintenanceSettings(
                compactionEnabled,
                compactionInterval.toJavaTime(),
                CompactionSettings.BACKGROUND.withDeletedShare(deletedRowsShare),
                RetentionPolicy.DEFAULT.withRetention(snapshotRetention.toJavaTime()));
    }
}

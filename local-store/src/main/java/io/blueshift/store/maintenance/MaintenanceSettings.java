package io.blueshift.store.maintenance;

import io.blueshift.store.catalog.RetentionPolicy;

import java.time.Duration;

/**
 * What happens in the background.
 *
 * @param compacts whether tables are compacted
 * @param interval how often they are looked at
 * @param retention which old versions stay
 */
public record MaintenanceSettings(boolean compacts, Duration interval, CompactionSettings compaction,
        RetentionPolicy retention) {
    public static final MaintenanceSettings DEFAULT = new MaintenanceSettings(
            true,
            Duration.ofMillis(500),
            CompactionSettings.BACKGROUND,
            RetentionPolicy.DEFAULT);
}

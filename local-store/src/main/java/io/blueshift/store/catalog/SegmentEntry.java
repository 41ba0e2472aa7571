package io.blueshift.store.catalog;

import io.blueshift.store.zone.ZoneMap;

import java.util.Map;
import java.util.UUID;

/**
 * A segment as the manifest knows it.
 *
 * @param file relative to the table's data directory
 * @param bytes length of the file
 * @param footerBytes footer and trailer at its end
 * @param zones by column id; a column that is missing did not exist when the segment was written
 */
public record SegmentEntry(UUID id, String file, long rows, int blocks, long bytes, int footerBytes,
        Map<Integer, ZoneMap> zones) {
    public SegmentEntry {
        zones = Map.copyOf(zones);
    }

    /** The summary of a column, all NULL where the column came later. */
    public ZoneMap zone(int columnId) {
        ZoneMap zone = zones.get(columnId);
        return zone == null ? ZoneMap.allNull(rows) : zone;
    }
}

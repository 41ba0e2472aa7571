package io.blueshift.store.catalog;

import io.blueshift.store.deletes.DeleteVector;
import io.blueshift.store.zone.ZoneMap;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A segment as the manifest knows it.
 *
 * @param file relative to the table's data directory
 * @param rows in the file, deleted ones included
 * @param bytes length of the file
 * @param footerBytes footer and trailer at its end
 * @param zones by column id, deleted rows included; a column that is missing did not exist when the segment was written
 * @param deletes which rows are deleted, if any are
 */
public record SegmentEntry(UUID id, String file, long rows, int blocks, long bytes, int footerBytes,
        Map<Integer, ZoneMap> zones, Optional<DeleteVector> deletes) {
    public SegmentEntry {
        zones = Map.copyOf(zones);
    }

    /** A segment as it is written: no row is deleted. */
    public SegmentEntry(UUID id, String file, long rows, int blocks, long bytes, int footerBytes,
            Map<Integer, ZoneMap> zones) {
        this(id, file, rows, blocks, bytes, footerBytes, zones, Optional.empty());
    }

    public SegmentEntry withDeletes(DeleteVector newDeletes) {
        return new SegmentEntry(id, file, rows, blocks, bytes, footerBytes, zones, Optional.of(newDeletes));
    }

    public SegmentEntry withZones(Map<Integer, ZoneMap> newZones) {
        return new SegmentEntry(id, file, rows, blocks, bytes, footerBytes, newZones, deletes);
    }

    /** Rows that are not deleted. */
    public long liveRows() {
        return rows - deletes.map(DeleteVector::rows).orElse(0L);
    }

    /** The summary of a column, all NULL where the column came later. */
    public ZoneMap zone(int columnId) {
        ZoneMap zone = zones.get(columnId);
        return zone == null ? ZoneMap.allNull(rows) : zone;
    }
}

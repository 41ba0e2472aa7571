package io.blueshift.store.catalog;

import io.blueshift.store.deletes.DeleteVector;
import io.blueshift.store.statistics.DistinctSketch;
import io.blueshift.store.zone.ZoneMap;

import java.util.List;
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
 * @param sketches by column id, deleted rows included; a column that is missing did not exist or is not counted
 * @param sortedBy ids of the columns by which its rows are sorted, the most significant first
 * @param deletes which rows are deleted, if any are
 */
public record SegmentEntry(UUID id, String file, long rows, int blocks, long bytes, int footerBytes,
        Map<Integer, ZoneMap> zones, Map<Integer, DistinctSketch> sketches, List<Integer> sortedBy,
        Optional<DeleteVector> deletes) {
    public SegmentEntry {
        zones = Map.copyOf(zones);
        sketches = Map.copyOf(sketches);
        sortedBy = List.copyOf(sortedBy);
    }

    /** A segment as it is written: no row is deleted. */
    public SegmentEntry(UUID id, String file, long rows, int blocks, long bytes, int footerBytes,
            Map<Integer, ZoneMap> zones, Map<Integer, DistinctSketch> sketches, List<Integer> sortedBy) {
        this(id, file, rows, blocks, bytes, footerBytes, zones, sketches, sortedBy, Optional.empty());
    }

    public SegmentEntry withDeletes(DeleteVector newDeletes) {
        return new SegmentEntry(id, file, rows, blocks, bytes, footerBytes, zones, sketches, sortedBy,
                Optional.of(newDeletes));
    }

    /** The same rows with other summaries. */
    public SegmentEntry describedBy(Map<Integer, ZoneMap> newZones, Map<Integer, DistinctSketch> newSketches) {
        return new SegmentEntry(
                id,
                file,
                rows,
                blocks,
                bytes,
                footerBytes,
                newZones,
                newSketches,
                sortedBy,
                deletes);
    }

    /** Of the file and of that of the deleted rows. */
    public long storedBytes() {
        return bytes + deletes.map(DeleteVector::bytes).orElse(0L);
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

    /** The distinct values of a column. */
    public Optional<DistinctSketch> sketch(int columnId) {
        return Optional.ofNullable(sketches.get(columnId));
    }
}

package io.blueshift.store.maintenance;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.encoding.Storage;
import io.blueshift.store.format.SegmentFormat;
import io.blueshift.store.zone.ZoneMap;
import io.blueshift.store.zone.ZoneMappers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Chooses what to compact next, by the rules in the package's documentation. Looks at the manifest only. */
public final class CompactionPlanner {
    /** Segments that one task reads: each is an open file at worst. */
    private static final int TASK_SEGMENTS_MAX = 512;
    /** Half of what a segment may hold in memory while it is written. */
    private static final long FULL_RAW_BYTES = 64L << 20;

    private final ZoneMappers mappers;
    private final CompactionSettings settings;

    public CompactionPlanner(ZoneMappers mappers, CompactionSettings settings) {
        this.mappers = mappers;
        this.settings = settings;
    }

    /**
     * The most useful task, if any is worth its cost.
     *
     * @param useful says of a task whether it may still change something
     */
    public Optional<CompactionTask> next(TableVersion table, Predicate<CompactionTask> useful) {
        // Merging leaves deleted rows out, so that a small segment need not be written for them first
        return smallSegments(table).filter(useful)
                .or(() -> deletes(table).filter(useful))
                .or(() -> unsorted(table, useful))
                .or(() -> overlappingRuns(table).filter(useful));
    }

    private Optional<CompactionTask> deletes(TableVersion table) {
        return table.segments().stream()
                .filter(segment -> segment.liveRows() < segment.rows())
                .filter(segment -> segment.rows() - segment.liveRows() >= settings.deletedShare() * segment.rows())
                .findFirst()
                .map(segment -> CompactionTask.rewrite(List.of(segment), true));
    }

    private Optional<CompactionTask> smallSegments(TableVersion table) {
        List<SegmentEntry> small = table.segments().stream().filter(segment -> !isFull(table, segment))
                .sorted(Comparator.comparingLong(SegmentEntry::liveRows)).toList();
        List<SegmentEntry> chosen = prefix(small, SegmentEntry::liveRows);
        List<SegmentEntry> fitting = new ArrayList<>();
        long rows = 0;
        for (SegmentEntry segment : chosen) {
            rows += segment.liveRows();
            if (rows <= SegmentFormat.SEGMENT_ROWS && fitting.size() < TASK_SEGMENTS_MAX) {
                fitting.add(segment);
            }
        }
        if (fitting.size() < 2) {
            return Optional.empty();
        }
        // In the order of the table: rows of a table without sort key stay as they came
        return Optional.of(
                CompactionTask.rewrite(table.segments().stream().filter(fitting::contains).toList(), false));
    }

    /** The longest beginning in which each is at most {@code growth} times as large as all before it together. */
    private <T> List<T> prefix(List<T> ascending, ToLongFunction<T> size) {
        int end = Math.min(1, ascending.size());
        double before = 0;
        for (int i = 0; i < ascending.size(); i++) {
            long next = size.applyAsLong(ascending.get(i));
            if (i > 0 && next <= settings.growth() * before) {
                end = i + 1;
            }
            before += next;
        }
        return ascending.subList(0, end);
    }

    private boolean isFull(TableVersion table, SegmentEntry segment) {
        return segment.liveRows() >= settings.fullRows() || segment.bytes() >= settings.fullBytes()
                || rawBytes(table, segment) >= FULL_RAW_BYTES;
    }

    private static long rawBytes(TableVersion table, SegmentEntry segment) {
        long bytes = 0;
        for (ColumnDefinition column : table.columns()) {
            ZoneMap zone = segment.zone(column.id());
            bytes += zone.dataBytes() + (zone.positions() - zone.nulls()) * Storage.of(column.type()).width();
        }
        return bytes;
    }

    private static boolean isSorted(TableVersion table, SegmentEntry segment) {
        return segment.sortedBy().equals(table.sortKey());
    }

    private Optional<CompactionTask> unsorted(TableVersion table, Predicate<CompactionTask> useful) {
        if (table.sortKey().isEmpty()) {
            return Optional.empty();
        }
        return table.segments().stream().filter(segment -> !isSorted(table, segment))
                .map(segment -> CompactionTask.rewrite(List.of(segment), false)).filter(useful).findFirst();
    }

    private Optional<CompactionTask> overlappingRuns(TableVersion table) {
        if (table.sortKey().isEmpty()) {
            return Optional.empty();
        }
        KeyRuns keys = new KeyRuns(table, mappers);
        List<SegmentEntry> full = table.segments().stream()
                .filter(segment -> isFull(table, segment) && isSorted(table, segment)).toList();
        List<List<SegmentEntry>> runs = keys.runs(full);
        runs.sort(Comparator.comparingLong(CompactionPlanner::rows));
        List<List<SegmentEntry>> chosen = prefix(runs, CompactionPlanner::rows);
        if (chosen.size() < 2) {
            return Optional.empty();
        }
        List<SegmentEntry> overlapping = keys.overlapping(chosen.stream().flatMap(List::stream).toList());
        CompactionTask task = new CompactionTask(keys.runs(overlapping), true, false);
        return task.rows() <= settings.taskRowsMax() ? Optional.of(task) : Optional.empty();
    }

    private static long rows(List<SegmentEntry> segments) {
        return segments.stream().mapToLong(SegmentEntry::liveRows).sum();
    }
}

package io.blueshift.store.maintenance;

import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.zone.ValueRange;
import io.blueshift.store.zone.ZoneMapper;
import io.blueshift.store.zone.ZoneMappers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The ranges that segments cover of the first column of a table's sort key. Ranges that only touch do not overlap. A
 * segment without a range (all NULL, or NaN among the values) takes no part.
 */
final class KeyRuns {
    private final int column;
    private final ZoneMapper mapper;

    /** @param table with a sort key */
    KeyRuns(TableVersion table, ZoneMappers mappers) {
        this.column = table.sortKey().getFirst();
        this.mapper = mappers.of(table.column(column).orElseThrow().type());
    }

    private ValueRange range(SegmentEntry segment) {
        return segment.zone(column).range().orElseThrow();
    }

    private List<SegmentEntry> inOrder(List<SegmentEntry> segments) {
        return segments.stream().filter(segment -> segment.zone(column).range().isPresent())
                .sorted(
                        Comparator
                                .comparing(this::range, (left, right) -> mapper.compareValues(left.min(), right.min()))
                                .thenComparing(
                                        this::range,
                                        (left, right) -> mapper.compareValues(left.max(), right.max())))
                .toList();
    }

    private boolean isBefore(SegmentEntry left, SegmentEntry right) {
        return mapper.compareValues(range(left).max(), range(right).min()) <= 0;
    }

    /** As few lists as possible, in each of which every segment begins where the one before it ends, or later. */
    List<List<SegmentEntry>> runs(List<SegmentEntry> segments) {
        List<List<SegmentEntry>> runs = new ArrayList<>();
        for (SegmentEntry segment : inOrder(segments)) {
            runs.stream().filter(run -> isBefore(run.getLast(), segment)).findFirst().orElseGet(() -> {
                runs.add(new ArrayList<>());
                return runs.getLast();
            }).add(segment);
        }
        return runs;
    }

    /** Those that overlap another one. */
    List<SegmentEntry> overlapping(List<SegmentEntry> segments) {
        List<SegmentEntry> ordered = inOrder(segments);
        List<SegmentEntry> overlapping = new ArrayList<>();
        List<SegmentEntry> group = new ArrayList<>();
        Object end = null;
        for (SegmentEntry segment : ordered) {
            if (end == null || mapper.compareValues(end, range(segment).min()) <= 0) {
                addIfSeveral(overlapping, group);
                group.clear();
                end = range(segment).max();
            } else if (mapper.compareValues(end, range(segment).max()) < 0) {
                end = range(segment).max();
            }
            group.add(segment);
        }
        addIfSeveral(overlapping, group);
        return overlapping;
    }

    private static void addIfSeveral(List<SegmentEntry> target, List<SegmentEntry> group) {
        if (group.size() > 1) {
            target.addAll(group);
        }
    }
}

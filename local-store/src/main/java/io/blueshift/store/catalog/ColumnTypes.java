package io.blueshift.store.catalog;

import io.blueshift.store.statistics.DistinctSketch;
import io.blueshift.store.widening.Widening;
import io.blueshift.store.zone.ZoneMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What manifests say about segments is typed as the columns are: it changes with them. */
final class ColumnTypes {
    private ColumnTypes() {}

    /**
     * Segments that are described in terms of some columns, in terms of others that have come in their place.
     *
     * @throws CommitConflictException if they do not fit those
     */
    static List<SegmentEntry> adapt(List<SegmentEntry> segments, List<ColumnDefinition> from,
            List<ColumnDefinition> to) {
        if (from.equals(to) || segments.isEmpty()) {
            return segments;
        }
        Map<Integer, ColumnDefinition> before = new HashMap<>();
        from.forEach(column -> before.put(column.id(), column));
        List<SegmentEntry> adapted = segments;
        for (ColumnDefinition column : to) {
            ColumnDefinition old = before.get(column.id());
            if (old == null) {
                adapted = addColumn(adapted, column);
            } else if (!old.type().equals(column.type())) {
                Widening widening = Widening.between(old.type(), column.type())
                        .orElseThrow(() -> new CommitConflictException(
                                "Column %s changed its type from %s to %s meanwhile; retry the statement"
                                        .formatted(column.name(), old.type(), column.type())));
                adapted = adapted.stream().map(segment -> widen(segment, column.id(), widening)).toList();
            }
        }
        return adapted;
    }

    private static List<SegmentEntry> addColumn(List<SegmentEntry> segments, ColumnDefinition column) {
        Optional<Object> initial = column.nativeInitialValue();
        if (initial.isEmpty() && !column.nullable()) {
            throw new CommitConflictException(
                    "Column %s, which is NOT NULL, was added meanwhile; retry the statement"
                            .formatted(column.name()));
        }
        return initial.map(value -> segments.stream().map(segment -> fill(segment, column, value)).toList())
                .orElse(segments);
    }

    private static SegmentEntry fill(SegmentEntry segment, ColumnDefinition column, Object value) {
        Map<Integer, ZoneMap> zones = new HashMap<>(segment.zones());
        zones.put(column.id(), ZoneMap.constant(column.type(), value, segment.rows()));
        return segment.describedBy(zones, segment.sketches());
    }

    private static SegmentEntry widen(SegmentEntry segment, int column, Widening widening) {
        Optional<ZoneMap> zone = Optional.ofNullable(segment.zones().get(column));
        if (zone.isEmpty()) {
            return segment;
        }
        Map<Integer, ZoneMap> zones = new HashMap<>(segment.zones());
        zones.put(column, widening.apply(zone.get()));
        Map<Integer, DistinctSketch> sketches = new HashMap<>(segment.sketches());
        if (!widening.keepsBits()) {
            sketches.remove(column);
        }
        return segment.describedBy(zones, sketches);
    }
}

package io.blueshift.store.check;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.statistics.DistinctSketch;
import io.blueshift.store.widening.Widening;
import io.blueshift.store.zone.ZoneMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is in a segment, by column id, against what manifests say of it.
 *
 * @param broken columns of which a part could not be read
 */
record SegmentFacts(long rows, int blocks, Map<Integer, ColumnFacts> columns, Set<Integer> broken) {
    /** Sketches depend on the order of values a little; a wrong one is far off. */
    private static final double SKETCH_TOLERANCE = 0.1;
    private static final double SKETCH_SLACK = 2;

    /** The contradictions. */
    List<String> compare(SegmentEntry entry, List<ColumnDefinition> definitions) {
        List<String> problems = new ArrayList<>();
        if (entry.rows() != rows || entry.blocks() != blocks) {
            problems.add(
                    "%s has %d rows in %d blocks, the manifest says %d in %d"
                            .formatted(entry.file(), rows, blocks, entry.rows(), entry.blocks()));
        }
        for (ColumnDefinition column : definitions) {
            if (!broken.contains(column.id())) {
                Optional<ColumnFacts> facts = Optional.ofNullable(columns.get(column.id()));
                zoneProblem(entry, column, facts).ifPresent(problems::add);
                sketchProblem(entry, column, facts).ifPresent(problems::add);
                nullProblem(entry, column, facts).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private Optional<String> zoneProblem(SegmentEntry entry, ColumnDefinition column, Optional<ColumnFacts> facts) {
        Optional<ZoneMap> actual = facts.isEmpty()
                ? Optional.of(unwritten(column))
                : facts.flatMap(
                        known -> Widening.between(known.type(), column.type()).map(wide -> wide.apply(known.zone())));
        if (actual.isEmpty()) {
            return Optional.of(
                    "column %s is %s, its rows in %s are %s".formatted(
                            column.name(),
                            column.type(),
                            entry.file(),
                            facts.get().type()));
        }
        ZoneMap stated = entry.zone(column.id());
        if (stated.equals(actual.get())) {
            return Optional.empty();
        }
        return Optional.of(
                "statistics of column %s in %s are %s, the rows say %s"
                        .formatted(column.name(), entry.file(), describe(stated), describe(actual.get())));
    }

    /** Deleted rows count, too: no row of a column that is NOT NULL has ever been NULL. */
    private Optional<String> nullProblem(SegmentEntry entry, ColumnDefinition column, Optional<ColumnFacts> facts) {
        long nulls = facts.map(ColumnFacts::zone).orElseGet(() -> unwritten(column)).nulls();
        if (column.nullable() || nulls == 0) {
            return Optional.empty();
        }
        return Optional.of(
                "column %s is NOT NULL, %d of its rows in %s are NULL".formatted(column.name(), nulls, entry.file()));
    }

    /** Of a column that came after the segment. */
    private ZoneMap unwritten(ColumnDefinition column) {
        return column.nativeInitialValue().map(value -> ZoneMap.constant(column.type(), value, rows))
                .orElseGet(() -> ZoneMap.allNull(rows));
    }

    static String describe(ZoneMap zone) {
        String range = zone.range()
                .map(
                        values -> ", %s to %s".formatted(
                                ValueText.of(values.min()),
                                ValueText.of(values.max())))
                .orElse("");
        return "(%d rows, %d NULL, %d bytes of text%s)"
                .formatted(zone.positions(), zone.nulls(), zone.dataBytes(), range);
    }

    private Optional<String> sketchProblem(SegmentEntry entry, ColumnDefinition column, Optional<ColumnFacts> facts) {
        Optional<DistinctSketch> stated = entry.sketch(column.id());
        if (stated.isEmpty()) {
            return Optional.empty();
        }
        double actual = facts.flatMap(ColumnFacts::sketch).map(DistinctSketch::estimate).orElse(0.0);
        double said;
        try {
            said = stated.get().estimate();
        } catch (RuntimeException e) {
            return Optional.of(
                    "sketch of column %s in %s is unreadable: %s"
                            .formatted(column.name(), entry.file(), e.getMessage()));
        }
        if (Math.abs(said - actual) <= Math.max(said, actual) * SKETCH_TOLERANCE + SKETCH_SLACK) {
            return Optional.empty();
        }
        return Optional.of(
                "sketch of column %s in %s counts %.0f distinct values, the rows have about %.0f"
                        .formatted(column.name(), entry.file(), said, actual));
    }
}

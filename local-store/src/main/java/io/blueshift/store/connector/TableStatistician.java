package io.blueshift.store.connector;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.encoding.Storage;
import io.blueshift.store.statistics.DistinctSketch;
import io.blueshift.store.statistics.DistinctUnion;
import io.blueshift.store.zone.ZoneMap;
import io.blueshift.store.zone.ZoneMapper;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.statistics.ColumnStatistics;
import io.trino.spi.statistics.DoubleRange;
import io.trino.spi.statistics.Estimate;
import io.trino.spi.statistics.TableStatistics;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;

/**
 * What the manifest knows about a table's values, in the form the optimiser wants: of the segments that a predicate
 * leaves, because the engine estimates within a segment itself. Exact but for the number of distinct values, which is
 * that of sketches (see {@link io.blueshift.store.statistics}), and for deleted rows: of those
 * only the number is known. Thread-safe; remembers what it worked out, since versions do not change.
 */
final class TableStatistician {
    /** Types whose range bounds the number of distinct values. */
    private static final Set<Type> DISCRETE = Set.of(BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DATE);
    private static final int REMEMBERED_MAX = 1000;

    private final ZoneMappers mappers;
    private final Cache<Key, TableStatistics> remembered = CacheBuilder.newBuilder().maximumSize(REMEMBERED_MAX)
            .build();

    private record Key(UUID tableId, long version, List<UUID> segments) {}

    TableStatistician(ZoneMappers mappers) {
        this.mappers = mappers;
    }

    TableStatistics of(TableVersion table, TupleDomain<LocalColumnHandle> predicate) {
        List<SegmentEntry> segments = table.segments().stream()
                .filter(segment -> SegmentPruning.mayMatch(segment, predicate)).toList();
        Key key = new Key(table.tableId(), table.version(), segments.stream().map(SegmentEntry::id).toList());
        TableStatistics known = remembered.getIfPresent(key);
        if (known == null) {
            known = compute(table, segments);
            remembered.put(key, known);
        }
        return known;
    }

    private TableStatistics compute(TableVersion table, List<SegmentEntry> segments) {
        long rows = segments.stream().mapToLong(SegmentEntry::liveRows).sum();
        TableStatistics.Builder statistics = TableStatistics.builder().setRowCount(Estimate.of(rows));
        for (ColumnDefinition column : table.columns()) {
            statistics.setColumnStatistics(
                    TableReading.toHandle(column),
                    ofColumn(segments, column));
        }
        return statistics.build();
    }

    private ColumnStatistics ofColumn(List<SegmentEntry> segments, ColumnDefinition column) {
        ZoneMapper mapper = mappers.of(column.type());
        ZoneMap all = ZoneMap.EMPTY;
        for (SegmentEntry segment : segments) {
            all = mapper.merge(all, segment.zone(column.id()));
        }
        long live = segments.stream().mapToLong(SegmentEntry::liveRows).sum();
        if (live == 0) {
            return ColumnStatistics.builder().setNullsFraction(Estimate.zero()).build();
        }
        ColumnStatistics.Builder statistics = ColumnStatistics.builder()
                .setNullsFraction(Estimate.of((double) all.nulls() / all.positions()));
        if (Storage.of(column.type()) == Storage.VARIABLE) {
            statistics.setDataSize(Estimate.of(Math.rint((double) all.dataBytes() * live / all.positions())));
        }
        Optional<DoubleRange> bounds = all.range()
                .flatMap(range -> DoubleRange.from(column.type(), range.min(), range.max()));
        bounds.ifPresent(statistics::setRange);
        double values = Math.rint((double) (all.positions() - all.nulls()) * live / all.positions());
        statistics.setDistinctValuesCount(distinctValues(segments, column, values, bounds));
        return statistics.build();
    }

    private static Estimate distinctValues(List<SegmentEntry> segments, ColumnDefinition column, double values,
            Optional<DoubleRange> bounds) {
        double most = values;
        if (bounds.isPresent() && DISCRETE.contains(column.type())) {
            most = Math.min(values, bounds.get().getMax() - bounds.get().getMin() + 1);
        }
        DistinctUnion union = new DistinctUnion();
        // The value that a column has in segments older than it
        int constants = 0;
        for (SegmentEntry segment : segments) {
            Optional<DistinctSketch> sketch = segment.sketch(column.id());
            if (sketch.isPresent()) {
                union.add(sketch.get());
            } else if (isConstant(segment.zone(column.id()))) {
                constants = 1;
            } else if (segment.zone(column.id()).nulls() < segment.rows()) {
                return Estimate.unknown();
            }
        }
        // Keys are the commonest columns of all: where every value may well be another one, it is
        return Estimate.of(union.upperBound() >= most ? most : Math.min(Math.rint(union.estimate()) + constants, most));
    }

    private static boolean isConstant(ZoneMap zone) {
        return zone.nulls() == 0 && zone.range().map(range -> range.min().equals(range.max())).orElse(false);
    }
}

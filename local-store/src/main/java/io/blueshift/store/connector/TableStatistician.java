package io.blueshift.store.connector;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.encoding.Storage;
import io.blueshift.store.zone.ZoneMap;
import io.blueshift.store.zone.ZoneMapper;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.statistics.ColumnStatistics;
import io.trino.spi.statistics.DoubleRange;
import io.trino.spi.statistics.Estimate;
import io.trino.spi.statistics.TableStatistics;
import io.trino.spi.type.Type;

import java.util.Optional;
import java.util.Set;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;

/** What the manifest knows about a table's values, in the form the optimiser wants. Exact, but for the number of
 * distinct values: of integers and dates an upper bound, of others unknown. */
final class TableStatistician {
    /** Types whose range bounds the number of distinct values; a bound lets the optimiser order joins, nothing does not. */
    private static final Set<Type> DISCRETE = Set.of(BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DATE);

    private final ZoneMappers mappers;

    TableStatistician(ZoneMappers mappers) {
        this.mappers = mappers;
    }

    TableStatistics of(TableVersion table) {
        TableStatistics.Builder statistics = TableStatistics.builder().setRowCount(Estimate.of(table.rows()));
        for (ColumnDefinition column : table.columns()) {
            statistics.setColumnStatistics(
                    new LocalColumnHandle(column.id(), column.name(), column.type()),
                    ofColumn(table, column));
        }
        return statistics.build();
    }

    private ColumnStatistics ofColumn(TableVersion table, ColumnDefinition column) {
        ZoneMapper mapper = mappers.of(column.type());
        ZoneMap all = ZoneMap.EMPTY;
        for (SegmentEntry segment : table.segments()) {
            all = mapper.merge(all, segment.zone(column.id()));
        }
        if (all.positions() == 0) {
            return ColumnStatistics.builder().setNullsFraction(Estimate.zero()).build();
        }
        ColumnStatistics.Builder statistics = ColumnStatistics.builder()
                .setNullsFraction(Estimate.of((double) all.nulls() / all.positions()));
        if (Storage.of(column.type()) == Storage.VARIABLE) {
            statistics.setDataSize(Estimate.of(all.dataBytes()));
        }
        Optional<DoubleRange> bounds = all.range()
                .flatMap(range -> DoubleRange.from(column.type(), range.min(), range.max()));
        bounds.ifPresent(statistics::setRange);
        double values = all.positions() - all.nulls();
        if (values == 0) {
            statistics.setDistinctValuesCount(Estimate.zero());
        } else if (bounds.isPresent() && DISCRETE.contains(column.type())) {
            double span = bounds.get().getMax() - bounds.get().getMin() + 1;
            statistics.setDistinctValuesCount(Estimate.of(Math.min(values, span)));
        }
        return statistics.build();
    }
}

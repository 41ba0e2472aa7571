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

/** What the manifest knows about a table's values, in the form the optimiser wants. Exact but for distinct values. */
final class TableStatistician {
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
        all.range().flatMap(range -> DoubleRange.from(column.type(), range.min(), range.max()))
                .ifPresent(statistics::setRange);
        return statistics.build();
    }
}

package io.blueshift.connector.lake.iceberg;

import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.trino.spi.statistics.ColumnStatistics;
import io.trino.spi.statistics.DoubleRange;
import io.trino.spi.statistics.Estimate;
import io.trino.spi.statistics.StatsUtil;
import io.trino.spi.statistics.TableStatistics;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the optimiser learns from the metrics in manifests: row counts exactly, null fractions and ranges where every file has
 * them. Distinct values are not in manifests; for whole numbers and dates a range bounds them, which is exact for keys.
 */
final class IcebergStatistics {
    private IcebergStatistics() {}

    static TableStatistics of(List<FileScanTask> files, Schema schema, List<LakeColumnHandle> columns) {
        List<DataFile> data = files.stream().map(FileScanTask::file).toList();
        long rows = data.stream().mapToLong(DataFile::recordCount).sum();
        TableStatistics.Builder statistics = TableStatistics.builder().setRowCount(Estimate.of(rows));
        if (rows > 0) {
            for (LakeColumnHandle column : columns) {
                Type type = schema.findType(IcebergColumns.id(column));
                if (type.isPrimitiveType()) {
                    statistics.setColumnStatistics(column, column(data, rows, type, column));
                }
            }
        }
        return statistics.build();
    }

    private static ColumnStatistics column(List<DataFile> files, long rows, Type type, LakeColumnHandle column) {
        int id = IcebergColumns.id(column);
        ColumnStatistics.Builder statistics = ColumnStatistics.builder();
        OptionalDouble nulls = nulls(files, id);
        nulls.ifPresent(count -> statistics.setNullsFraction(Estimate.of(Math.min(1, count / rows))));
        Optional<DoubleRange> range = range(files, type, id, column.type());
        range.ifPresent(statistics::setRange);
        double present = rows - nulls.orElse(0);
        if (range.isPresent() && isWhole(type) && present > 0) {
            double distinct = Math.min(present, range.get().getMax() - range.get().getMin() + 1);
            statistics.setDistinctValuesCount(Estimate.of(distinct));
        }
        return statistics.build();
    }

    private static boolean isWhole(Type type) {
        return switch (type.typeId()) {
            case INTEGER, LONG, DATE -> true;
            default -> false;
        };
    }

    private static OptionalDouble nulls(List<DataFile> files, int id) {
        double total = 0;
        for (DataFile file : files) {
            Long count = file.nullValueCounts() == null ? null : file.nullValueCounts().get(id);
            if (count == null) {
                return OptionalDouble.empty();
            }
            total += count;
        }
        return OptionalDouble.of(total);
    }

    private static Optional<DoubleRange> range(List<DataFile> files, Type type, int id, io.trino.spi.type.Type trino) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (DataFile file : files) {
            if (allNull(file, id)) {
                continue;
            }
            OptionalDouble low = bound(file.lowerBounds(), type, id, trino);
            OptionalDouble high = bound(file.upperBounds(), type, id, trino);
            if (low.isEmpty() || high.isEmpty()) {
                return Optional.empty();
            }
            min = Math.min(min, low.getAsDouble());
            max = Math.max(max, high.getAsDouble());
        }
        return min <= max ? Optional.of(new DoubleRange(min, max)) : Optional.empty();
    }

    private static boolean allNull(DataFile file, int id) {
        Long nulls = file.nullValueCounts() == null ? null : file.nullValueCounts().get(id);
        return nulls != null && nulls == file.recordCount();
    }

    private static OptionalDouble bound(Map<Integer, ByteBuffer> bounds, Type type, int id,
            io.trino.spi.type.Type trino) {
        ByteBuffer bytes = bounds == null ? null : bounds.get(id);
        if (bytes == null) {
            return OptionalDouble.empty();
        }
        Object value = Conversions.fromByteBuffer(type, bytes);
        return StatsUtil.toStatsRepresentation(trino, IcebergValues.toTrino(type, value));
    }
}

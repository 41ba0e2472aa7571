package io.blueshift.connector.lake.external;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.inject.Inject;
import io.blueshift.connector.lake.parquet.ParquetPageSourceFactory;
import io.blueshift.connector.lake.storage.LakeFile;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.table.ExternalFormat;
import io.blueshift.connector.lake.table.ExternalTableHandle;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.trino.spi.statistics.ColumnStatistics;
import io.trino.spi.statistics.Estimate;
import io.trino.spi.statistics.TableStatistics;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Estimates for the optimiser. Rows: from the footers of a few Parquet files, or the length of the first lines of a few CSV
 * files, scaled by bytes; exact when those few are all. What a file said is remembered as long as the file stays as it is.
 * Thread-safe.
 */
final class ExternalStatistics {
    private static final int FILES_SAMPLED = 8;
    private static final int CSV_BYTES_SAMPLED = 64 << 10;

    private final LakeStorage storage;
    private final ParquetPageSourceFactory parquet;
    private final Cache<LakeFile, Double> rows = CacheBuilder.newBuilder().maximumSize(10_000).build();

    @Inject
    ExternalStatistics(LakeStorage storage, ParquetPageSourceFactory parquet) {
        this.storage = requireNonNull(storage, "storage is null");
        this.parquet = requireNonNull(parquet, "parquet is null");
    }

    TableStatistics of(ExternalTableHandle table, List<ExternalFiles.PartitionedFile> files) {
        TableStatistics.Builder statistics = TableStatistics.builder();
        statistics.setRowCount(Estimate.of(rowCount(table, files)));
        for (LakeColumnHandle column : table.definition().partitionColumns()) {
            long distinct = files.stream().map(file -> file.partition().get(column.name()))
                    .filter(value -> !value.equals(PartitionPath.NULL_VALUE)).distinct().count();
            statistics.setColumnStatistics(
                    column,
                    ColumnStatistics.builder().setDistinctValuesCount(Estimate.of(distinct)).build());
        }
        return statistics.build();
    }

    private double rowCount(ExternalTableHandle table, List<ExternalFiles.PartitionedFile> files) {
        // Spread over the list, for neighbours are often alike
        int step = Math.max(1, (files.size() + FILES_SAMPLED - 1) / FILES_SAMPLED);
        double sampledRows = 0;
        double sampledBytes = 0;
        double allBytes = 0;
        for (int i = 0; i < files.size(); i++) {
            LakeFile file = files.get(i).file();
            allBytes += file.size();
            if (i % step == 0) {
                sampledRows += rows(table, file);
                sampledBytes += file.size();
            }
        }
        return sampledBytes == 0 ? sampledRows : Math.rint(sampledRows / sampledBytes * allBytes);
    }

    private double rows(ExternalTableHandle table, LakeFile file) {
        Double known = rows.getIfPresent(file);
        if (known == null) {
            known = table.definition().format() == ExternalFormat.PARQUET
                    ? parquet.footer(file.location(), file.size()).rows()
                    : csvRows(file);
            rows.put(file, known);
        }
        return known;
    }

    private double csvRows(LakeFile file) {
        Compression compression = Compression.of(file.location());
        try (MeteredInputStream raw = new MeteredInputStream(storage.openSequential(file.location(), file.size()))) {
            InputStream text = compression.decompress(raw);
            byte[] start = text.readNBytes(CSV_BYTES_SAMPLED);
            long lines = 0;
            for (byte next : start) {
                lines += next == '\n' ? 1 : 0;
            }
            boolean whole = start.length < CSV_BYTES_SAMPLED;
            // Of compressed files the bytes asked for run ahead of the lines seen: too few rows rather than too many
            double bytes = compression == Compression.NONE ? start.length : Math.max(raw.bytes(), 1);
            return whole ? lines : Math.max(1, lines) * file.size() / bytes;
        } catch (IOException e) {
            throw storage.readFailed(file.location(), e);
        }
    }
}

package io.blueshift.connector.lake.parquet;

import com.google.common.collect.ImmutableList;
import io.trino.spi.predicate.TupleDomain;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What to read from one Parquet file.
 *
 * @param location the file, as a location that {@link io.blueshift.connector.lake.storage.LakeStorage} understands
 * @param fileSize its size in bytes, from the listing or the manifest
 * @param start first byte of the split: row groups whose first page lies in {@code [start, start + length)} are read
 * @param length bytes of the split
 * @param columns the channels of the resulting pages, in order, each once
 * @param predicate what may be skipped: row groups and pages that cannot match are, rows are not filtered. Its columns need
 *        not be among {@code columns}
 * @param rowPosition whether a last channel (BIGINT) gives each row's position in the file, as Iceberg's position deletes
 *        count it
 */
public record ParquetScan(
        String location,
        long fileSize,
        long start,
        long length,
        List<ParquetColumn> columns,
        TupleDomain<ParquetColumn> predicate,
        boolean rowPosition) {
    public ParquetScan {
        requireNonNull(location, "location is null");
        columns = ImmutableList.copyOf(columns);
        requireNonNull(predicate, "predicate is null");
    }

    /** The whole file. */
    public static ParquetScan wholeFile(
            String location,
            long fileSize,
            List<ParquetColumn> columns,
            TupleDomain<ParquetColumn> predicate) {
        return new ParquetScan(location, fileSize, 0, fileSize, columns, predicate, false);
    }
}

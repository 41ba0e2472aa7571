package io.blueshift.connector.lake.iceberg;

import io.airlift.units.DataSize;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.parquet.writer.ParquetWriter;
import io.trino.parquet.writer.ParquetWriterOptions;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.type.Type;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes one Parquet file of an Iceberg table, with field ids, compressed by zstd. For one thread. */
final class IcebergFileWriter {
    private static final DataSize ROW_GROUP = DataSize.of(64, DataSize.Unit.MEGABYTE);
    private static final String CREATOR = "blueshift";

    /** What all files of one statement share. */
    record Layout(IcebergParquetSchema parquet, Map<List<String>, Type> types, PartitionSpec spec) {
        static Layout of(Schema schema, PartitionSpec spec) {
            IcebergParquetSchema parquet = new IcebergParquetSchema(schema);
            Map<List<String>, Type> types = parquet.leaves().entrySet().stream().collect(Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, leaf -> IcebergTypes.toTrino(leaf.getValue().type())));
            return new Layout(parquet, types, spec);
        }
    }

    private final LakeStorage storage;
    private final Layout layout;
    private final Optional<PartitionData> partition;
    private final String location;
    private final ParquetWriter writer;

    IcebergFileWriter(LakeStorage storage, Layout layout, Optional<PartitionData> partition, String location) {
        this.storage = storage;
        this.layout = layout;
        this.partition = partition;
        this.location = location;
        writer = new ParquetWriter(storage.create(location), layout.parquet().message(), layout.types(),
                ParquetWriterOptions.builder().setMaxBlockSize(ROW_GROUP).build(), CompressionCodec.ZSTD, CREATOR,
                Optional.empty(), Optional.empty());
    }

    void write(Page page) {
        try {
            writer.write(page);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    long writtenBytes() {
        return writer.getEstimatedWrittenBytes();
    }

    long retainedBytes() {
        return writer.getRetainedBytes();
    }

    DataFile finish() {
        try {
            writer.close();
        } catch (IOException e) {
            throw failed(e);
        }
        FileMetaData footer = writer.getFileMetaData();
        DataFiles.Builder file = DataFiles.builder(layout.spec()).withPath(location).withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(writer.getEstimatedWrittenBytes())
                .withMetrics(IcebergFileMetrics.of(footer, layout.parquet()))
                .withSplitOffsets(IcebergFileMetrics.splitOffsets(footer));
        partition.ifPresent(file::withPartition);
        return file.build();
    }

    /** Closes and removes what was written; failures of the closing do not matter any more. */
    void abort() {
        try {
            writer.close();
        } catch (IOException | RuntimeException e) {
            // The file goes away next
        }
        storage.delete(location);
    }

    private TrinoException failed(IOException e) {
        return new TrinoException(LakeErrorCode.LAKE_STORAGE_ERROR,
                "Cannot write %s: %s".formatted(location, e.getMessage()), e);
    }
}

package io.blueshift.connector.lake.iceberg;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorPageSink;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.io.LocationProvider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One writer's share of a statement: a file per partition it meets. Files become part of the table only when the statement
 * commits; each finished one is reported as Iceberg's JSON of a data file.
 * <p>
 * Of many partitions, those longest without rows are finished early and get another file should more rows come, so that memory
 * does not grow with the number of partitions.
 */
final class IcebergPageSink implements ConnectorPageSink {
    private static final int OPEN_FILES_MAX = 200;
    private static final long FILE_BYTES_MAX = 512L << 20;

    private final LakeStorage storage;
    private final String filePrefix;
    private final PartitionSpec spec;
    private final LocationProvider locations;
    private final IcebergFileWriter.Layout layout;
    private final IcebergPartitioner partitioner;
    /** Least recently written first. */
    private final Map<List<Object>, IcebergFileWriter> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<DataFile> finished = new ArrayList<>();

    IcebergPageSink(LakeStorage storage, IcebergWriteHandle table, String filePrefix) {
        this.storage = storage;
        this.filePrefix = filePrefix;
        Schema schema = table.icebergSchema();
        spec = table.icebergSpec(schema);
        locations = table.locations();
        layout = IcebergFileWriter.Layout.of(schema, spec);
        partitioner = new IcebergPartitioner(schema, spec);
    }

    @Override
    public CompletableFuture<?> appendPage(Page page) {
        if (spec.isUnpartitioned()) {
            write(List.of(), page);
            return NOT_BLOCKED;
        }
        Map<List<Object>, List<Integer>> groups = partitioner.partition(page);
        if (groups.size() == 1) {
            write(groups.keySet().iterator().next(), page);
            return NOT_BLOCKED;
        }
        groups.forEach((key, rows) -> write(key,
                page.getPositions(rows.stream().mapToInt(Integer::intValue).toArray(), 0, rows.size())));
        return NOT_BLOCKED;
    }

    private void write(List<Object> key, Page page) {
        IcebergFileWriter writer = open.get(key);
        if (writer == null) {
            if (open.size() >= OPEN_FILES_MAX) {
                finishLeastRecent();
            }
            writer = create(key);
            open.put(key, writer);
        }
        writer.write(page);
        if (writer.writtenBytes() >= FILE_BYTES_MAX) {
            open.remove(key);
            finished.add(writer.finish());
        }
    }

    private void finishLeastRecent() {
        Iterator<IcebergFileWriter> writers = open.values().iterator();
        IcebergFileWriter oldest = writers.next();
        writers.remove();
        finished.add(oldest.finish());
    }

    private IcebergFileWriter create(List<Object> key) {
        String name = "%s-%s.parquet".formatted(filePrefix, UUID.randomUUID());
        if (spec.isUnpartitioned()) {
            return new IcebergFileWriter(storage, layout, Optional.empty(), locations.newDataLocation(name));
        }
        PartitionData partition = partitioner.data(key);
        return new IcebergFileWriter(storage, layout, Optional.of(partition),
                locations.newDataLocation(spec, partition, name));
    }

    @Override
    public CompletableFuture<Collection<Slice>> finish() {
        while (!open.isEmpty()) {
            finishLeastRecent();
        }
        List<Slice> fragments = finished.stream().map(file -> Slices.utf8Slice(ContentFileParser.toJson(file, spec)))
                .toList();
        return CompletableFuture.completedFuture(fragments);
    }

    @Override
    public void abort() {
        open.values().forEach(IcebergFileWriter::abort);
        open.clear();
        finished.forEach(file -> storage.delete(file.location()));
        finished.clear();
    }

    @Override
    public long getCompletedBytes() {
        return finished.stream().mapToLong(DataFile::fileSizeInBytes).sum()
                + open.values().stream().mapToLong(IcebergFileWriter::writtenBytes).sum();
    }

    @Override
    public long getMemoryUsage() {
        return open.values().stream().mapToLong(IcebergFileWriter::retainedBytes).sum();
    }
}

package io.blueshift.connector.lake.parquet;

import com.google.common.collect.ImmutableList;
import io.trino.parquet.metadata.BlockMetadata;
import io.trino.parquet.metadata.ColumnChunkMetadata;
import io.trino.parquet.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

import java.io.IOException;
import java.util.List;

import static java.util.Objects.requireNonNull;

/** What a file says of itself: its schema and its row groups in file order. */
public record ParquetFooter(String location, MessageType schema, List<RowGroup> rowGroups) {
    /** A row group: where its first page is, the compressed bytes of all its columns, its rows. */
    public record RowGroup(long offset, long bytes, long rows) {}

    public ParquetFooter {
        requireNonNull(location, "location is null");
        requireNonNull(schema, "schema is null");
        rowGroups = ImmutableList.copyOf(rowGroups);
    }

    static ParquetFooter of(String location, ParquetMetadata metadata) throws IOException {
        ImmutableList.Builder<RowGroup> rowGroups = ImmutableList.builder();
        for (BlockMetadata block : metadata.getBlocks()) {
            long bytes = block.columns().stream().mapToLong(ColumnChunkMetadata::getTotalSize).sum();
            rowGroups.add(new RowGroup(block.columns().getFirst().getStartingPos(), bytes, block.rowCount()));
        }
        return new ParquetFooter(location, metadata.getFileMetaData().getSchema(), rowGroups.build());
    }

    /** All rows of the file. */
    public long rows() {
        return rowGroups.stream().mapToLong(RowGroup::rows).sum();
    }
}

package io.blueshift.connector.lake.external;

import com.google.inject.Inject;
import io.blueshift.connector.lake.parquet.ParquetColumn;
import io.blueshift.connector.lake.parquet.ParquetPageSourceFactory;
import io.blueshift.connector.lake.parquet.ParquetScan;
import io.blueshift.connector.lake.storage.LakeFile;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.table.ConstantColumnsPageSource;
import io.blueshift.connector.lake.table.ExternalDefinition;
import io.blueshift.connector.lake.table.ExternalSplit;
import io.blueshift.connector.lake.table.ExternalTableHandle;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeReader;
import io.blueshift.connector.lake.table.LakeSplit;
import io.blueshift.connector.lake.table.LakeTableHandle;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.EmptyPageSource;
import io.trino.spi.predicate.NullableValue;
import io.trino.spi.predicate.TupleDomain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Reads the files of external tables. */
public final class ExternalReader implements LakeReader {
    private final LakeStorage storage;
    private final ParquetPageSourceFactory parquet;

    @Inject
    ExternalReader(LakeStorage storage, ParquetPageSourceFactory parquet) {
        this.storage = requireNonNull(storage, "storage is null");
        this.parquet = requireNonNull(parquet, "parquet is null");
    }

    @Override
    public ConnectorPageSource open(
            ConnectorSession session,
            LakeSplit split,
            LakeTableHandle table,
            List<LakeColumnHandle> columns,
            DynamicFilter dynamicFilter) {
        ExternalTableHandle external = (ExternalTableHandle) table;
        ExternalSplit file = (ExternalSplit) split;
        TupleDomain<LakeColumnHandle> arrived = dynamicFilter.getCurrentPredicate()
                .transformKeys(LakeColumnHandle.class::cast);
        ExternalFiles.PartitionedFile partitioned = new ExternalFiles.PartitionedFile(
                new LakeFile(file.location(), file.fileSize(), Instant.EPOCH),
                file.partition());
        if (!ExternalFiles.matches(partitioned, external.definition().partitionColumns(), arrived)) {
            return new EmptyPageSource();
        }
        return open(external.definition(), file, columns, external.unenforced().intersect(arrived));
    }

    ConnectorPageSource open(
            ExternalDefinition definition,
            ExternalSplit split,
            List<LakeColumnHandle> columns,
            TupleDomain<LakeColumnHandle> predicate) {
        List<LakeColumnHandle> fileColumns = columns.stream().filter(column -> !column.partition()).toList();
        ConnectorPageSource pages = switch (definition.format()) {
            case PARQUET -> parquet.create(scan(split, fileColumns, predicate));
            case CSV -> new CsvPageSource(storage, definition, split, fileColumns);
        };
        if (fileColumns.size() == columns.size()) {
            return pages;
        }
        List<Optional<NullableValue>> channels = columns.stream()
                .map(column -> column.partition()
                        ? Optional.of(constant(column, split))
                        : Optional.<NullableValue>empty())
                .toList();
        return new ConstantColumnsPageSource(pages, channels);
    }

    private static ParquetScan scan(
            ExternalSplit split,
            List<LakeColumnHandle> columns,
            TupleDomain<LakeColumnHandle> predicate) {
        return new ParquetScan(
                split.location(),
                split.fileSize(),
                split.start(),
                split.length(),
                columns.stream().map(ExternalReader::parquetColumn).toList(),
                predicate.filter((column, _) -> !column.partition()).transformKeys(ExternalReader::parquetColumn),
                false);
    }

    private static ParquetColumn parquetColumn(LakeColumnHandle column) {
        return ParquetColumn.named(column.name(), column.type());
    }

    private static NullableValue constant(LakeColumnHandle column, ExternalSplit split) {
        Map<String, String> partition = split.partition();
        return PartitionPath.value(column, partition.get(column.name()), split.location());
    }
}

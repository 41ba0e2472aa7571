package io.blueshift.connector.lake.parquet;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.trino.memory.context.AggregatedMemoryContext;
import io.trino.parquet.ParquetReaderOptions;
import io.trino.parquet.metadata.ParquetMetadata;
import io.trino.parquet.predicate.TupleDomainParquetPredicate;
import io.trino.parquet.reader.MetadataReader;
import io.trino.parquet.reader.ParquetReader;
import io.trino.parquet.reader.RowGroupInfo;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.EmptyPageSource;
import org.joda.time.DateTimeZone;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import static io.trino.memory.context.AggregatedMemoryContext.newSimpleAggregatedMemoryContext;
import static io.trino.parquet.predicate.PredicateUtils.buildPredicate;
import static io.trino.parquet.predicate.PredicateUtils.getFilteredRowGroups;
import static java.util.Objects.requireNonNull;

/** Opens Parquet files as page sources. Thread-safe. */
public final class ParquetPageSourceFactory {
    /** Values of a predicate that are looked up one by one in Bloom filters; more become a range. */
    private static final int DOMAIN_VALUES_MAX = 1000;

    private final LakeStorage storage;

    @Inject
    public ParquetPageSourceFactory(LakeStorage storage) {
        this.storage = requireNonNull(storage, "storage is null");
    }

    /**
     * Reads the footer, leaves out row groups that cannot match, and returns a page source over the rest.
     *
     * @throws io.trino.spi.TrinoException
     *             LAKE_FILE_CORRUPT when the file is no Parquet file or broken, LAKE_STORAGE_ERROR when it cannot be read,
     *             NOT_SUPPORTED when a column's type cannot be read as the type asked for
     */
    public ConnectorPageSource create(ParquetScan scan) {
        if (scan.predicate().isNone()) {
            return new EmptyPageSource();
        }
        // Trino's reader numbers rows wrongly where it skips pages inside a row group
        ParquetReaderOptions options = ParquetReaderOptions.builder().withUseColumnIndex(!scan.rowPosition()).build();
        StorageParquetSource source = new StorageParquetSource(storage, scan.location(), scan.fileSize(), options);
        try {
            return open(scan, options, source);
        } catch (IOException | RuntimeException e) {
            closeAfter(source, e);
            throw ParquetErrors.of(source, e);
        }
    }

    /** The footer of a file: schema, row groups and their statistics. */
    public ParquetFooter footer(String location, long fileSize) {
        ParquetReaderOptions options = ParquetReaderOptions.defaultOptions();
        StorageParquetSource source = new StorageParquetSource(storage, location, fileSize, options);
        try (source) {
            ParquetMetadata metadata = MetadataReader.readFooter(source, options, Optional.empty(), Optional.empty());
            return ParquetFooter.of(location, metadata);
        } catch (IOException | RuntimeException e) {
            throw ParquetErrors.of(source, e);
        }
    }

    private static ConnectorPageSource open(ParquetScan scan, ParquetReaderOptions options, StorageParquetSource source)
            throws IOException {
        ParquetMetadata metadata = MetadataReader.readFooter(source, options, Optional.empty(), Optional.empty());
        ParquetProjection projection = ParquetProjection.of(scan, metadata.getFileMetaData().getSchema());
        if (projection.predicate().isNone()) {
            source.close();
            return new EmptyPageSource();
        }
        TupleDomainParquetPredicate predicate = buildPredicate(
                projection.schema(),
                projection.predicate(),
                projection.descriptors(),
                DateTimeZone.UTC);
        List<RowGroupInfo> rowGroups = getFilteredRowGroups(
                scan.start(),
                scan.length(),
                source,
                metadata,
                ImmutableList.of(projection.predicate()),
                ImmutableList.of(predicate),
                projection.descriptors(),
                DateTimeZone.UTC,
                DOMAIN_VALUES_MAX,
                options);
        AggregatedMemoryContext memory = newSimpleAggregatedMemoryContext();
        ParquetReader reader = new ParquetReader(
                Optional.ofNullable(metadata.getFileMetaData().getCreatedBy()),
                projection.fields(),
                scan.rowPosition(),
                rowGroups,
                source,
                DateTimeZone.UTC,
                memory,
                options,
                failure -> ParquetErrors.of(source, failure),
                // A column that is compared but not read would look all NULL to the page filter
                projection.comparesOnlyWhatItReads() ? Optional.of(predicate) : Optional.empty(),
                Optional.empty(),
                metadata.getDecryptionContext());
        return new ParquetPageSource(reader, source, projection.channels(), memory);
    }

    private static void closeAfter(StorageParquetSource source, Exception failure) {
        try {
            source.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
